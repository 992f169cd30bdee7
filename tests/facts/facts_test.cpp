#include "tunepath/facts/facts.hpp"

#include "support/catch.hpp"

using namespace tunepath;

namespace {

constexpr std::string_view k_auto[] = {"auto"};

FactDecl declared(std::string_view id, FactType type) {
  FactDecl fact;
  fact.id = id;
  fact.type = type;
  return fact;
}

std::vector<FactDecl> declarations() {
  std::vector<FactDecl> facts{
      declared("region", FactType::region),          declared("data.examples", FactType::number),
      declared("data.clean", FactType::yes_no),      declared("training.hours", FactType::number),
      declared("training.kinds", FactType::choices), declared("bedrock.retired", FactType::yes_no)};
  facts[1].whole = true;
  facts[3].choices = k_auto;
  facts[5].derived = true;
  return facts;
}

const std::vector<FactDecl> k_declarations = declarations();
const FactSchema k_schema{k_declarations};

} // namespace

TEST_CASE("a schema finds facts by id and lists those that may be set", "[facts]") {
  CHECK(k_schema.at("data.clean") == 2);
  CHECK_FALSE(k_schema.find("data.clear"));
  CHECK_FALSE(FactSchema{}.find("region"));
  CHECK_THROWS_AS(k_schema.at("data.clear"), std::logic_error);
  CHECK(k_schema.settable() == std::vector<std::string_view>{"region", "data.examples",
                                                             "data.clean", "training.hours",
                                                             "training.kinds"});
}

TEST_CASE("nothing is known of new facts", "[facts]") {
  const Facts facts{k_schema};
  CHECK(facts.yes_no("data.clean") == Truth::unknown);
  CHECK_FALSE(facts.number("data.examples"));
  CHECK_FALSE(facts.count("data.examples"));
  CHECK(facts.word("region").empty());
  CHECK_FALSE(facts.is("region", ""));
  CHECK(facts.words("training.kinds") == nullptr);
  CHECK(to_string(facts.at("region").value) == "unknown");
  CHECK(to_string(facts.at("region").origin) == "not stated");
}

TEST_CASE("facts are read as their type", "[facts]") {
  Facts facts{k_schema};
  facts.set("data.examples", NumberRange{Decimal::of(10), Decimal::of(20), Decimal::of(40)}, {});
  facts.set("data.clean", false, {});
  facts.set("training.hours", Word{"auto"}, {});
  facts.set("region", Word{"here"}, {});
  CHECK(facts.likely("data.examples") == Decimal::of(20));
  CHECK(facts.count("data.examples") == 20);
  CHECK(facts.number("data.examples")->high == Decimal::of(40));
  CHECK(facts.yes_no("data.clean") == Truth::no);
  CHECK_FALSE(facts.number("training.hours")); // A word is no number.
  CHECK(facts.is("training.hours", "auto"));
  CHECK(facts.word("region") == "here");
}

TEST_CASE("reading a fact as another type is a bug", "[facts]") {
  Facts facts{k_schema};
  facts.set("data.clean", true, {});
  facts.set("region", Word{"here"}, {});
  CHECK_THROWS_AS(facts.number("data.clean"), std::logic_error);
  CHECK_THROWS_AS(facts.yes_no("region"), std::logic_error);
  CHECK_THROWS_AS(facts.words("region"), std::logic_error);
  CHECK_THROWS_AS(facts.number("region"), std::logic_error);
  CHECK_THROWS_AS(facts.count("training.hours"), std::logic_error); // Not declared whole.
  CHECK_THROWS_AS(facts.yes_no("data.dirty"), std::logic_error);
}

TEST_CASE("values and origins are worded once", "[facts]") {
  Grant grant;
  grant.pool = "poc";
  grant.usd = NumberRange::point(Decimal::of(25'000));
  grant.expires = Date::parse("2027-11-30");
  grant.covers = {"bedrock", "s3"};
  CHECK(to_string(Value{Grants{grant}}) ==
        "[{pool: poc, usd: 25000, expires: 2027-11-30, covers: [bedrock, s3]}]");
  CHECK(to_string(Value{NumberRange::point(Decimal::scaled(15, 1))}) == "1.5");
  CHECK(to_string(Value{NumberRange{Decimal::of(1), Decimal::of(2), Decimal::of(4)}}) ==
        "1 to 4 (likely 2)");
  CHECK(to_string(Value{Words{}}) == "[]");
  CHECK(to_string(Origin{Origin::Kind::profile, {"a.yaml", 9, 18}, ""}) == "a.yaml:9:18");
  CHECK(to_string(Origin{Origin::Kind::command_line, {}, "--set a.b=1"}) == "--set a.b=1");
  CHECK(to_string(Origin{Origin::Kind::initial, {}, ""}) == "default");
  CHECK(to_string(Origin{Origin::Kind::initial, {}, "model.base"}) == "default = model.base");
  CHECK(to_string(Origin{Origin::Kind::derived, {}, "model.base"}) == "derived from model.base");
  CHECK(to_string(Origin{Origin::Kind::presumed, {}, ""}) == "presumed");
}
