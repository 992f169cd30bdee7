#pragma once

#include "tunepath/core/names.hpp"
#include "tunepath/hosting/capacity.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace tunepath {

enum class Approach { prompt, rag, fine_tuning };
enum class OptionVerdict { recommended, done, not_needed, blocked, undecided };
enum class Path { bedrock, jumpstart, sagemaker };
enum class PathVerdict { chosen, possible, ruled_out, undecided };
enum class Verdict { justified, prove_first, not_justified, unknown, not_applicable };

template <>
struct Names<Approach> {
  static constexpr std::array<std::pair<Approach, std::string_view>, 3> k_all{
      {{Approach::prompt, "prompt"},
       {Approach::rag, "rag"},
       {Approach::fine_tuning, "fine-tuning"}}};
};
template <>
struct Names<OptionVerdict> {
  static constexpr std::array<std::pair<OptionVerdict, std::string_view>, 5> k_all{
      {{OptionVerdict::recommended, "recommended"},
       {OptionVerdict::done, "done"},
       {OptionVerdict::not_needed, "not-needed"},
       {OptionVerdict::blocked, "blocked"},
       {OptionVerdict::undecided, "undecided"}}};
};
template <>
struct Names<Path> {
  static constexpr std::array<std::pair<Path, std::string_view>, 3> k_all{
      {{Path::bedrock, "bedrock"}, {Path::jumpstart, "jumpstart"}, {Path::sagemaker, "sagemaker"}}};
};
template <>
struct Names<PathVerdict> {
  static constexpr std::array<std::pair<PathVerdict, std::string_view>, 4> k_all{
      {{PathVerdict::chosen, "chosen"},
       {PathVerdict::possible, "possible"},
       {PathVerdict::ruled_out, "ruled-out"},
       {PathVerdict::undecided, "undecided"}}};
};
template <>
struct Names<Verdict> {
  static constexpr std::array<std::pair<Verdict, std::string_view>, 5> k_all{
      {{Verdict::justified, "justified"},
       {Verdict::prove_first, "prove-first"},
       {Verdict::not_justified, "not-justified"},
       {Verdict::unknown, "unknown"},
       {Verdict::not_applicable, "not-applicable"}}};
};

/// What is recommended, in short: enough to tell whether it is the same elsewhere.
struct Recommendation {
  std::array<bool, 3> approach{}; ///< by Approach: part of the solution
  std::optional<Path> path;
  std::optional<HostingMode> mode;
  Verdict verdict = Verdict::unknown;

  friend bool operator==(const Recommendation&, const Recommendation&) = default;
};

} // namespace tunepath
