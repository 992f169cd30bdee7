#include "tunepath/data/read_rules.hpp"

#include "data/read_document.hpp"

#include <array>

namespace tunepath {

Result<RuleFile> read_rules(std::string_view text, const std::string& file) {
  constexpr std::array k_formats{data::k_rules_format};
  auto pool = std::make_shared<data::TextPool>();
  data::Problems problems;
  Tables tables;
  data::read_document(text, file, k_formats, *pool, problems, tables);
  data::refuse_twins(tables, problems);
  if (problems.count() > 0) {
    return problems.take();
  }
  return RuleFile{std::move(tables.rules), std::move(tables.parameters), std::move(pool)};
}

} // namespace tunepath
