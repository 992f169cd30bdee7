#pragma once

#include "tunepath/advise/advise.hpp"

#include <functional>
#include <map>

namespace tunepath {

/// Text of a file that `extends` names, or nothing when it cannot be read. The caller does the
/// reading, so that tests need no disk.
using FileSource = std::function<std::optional<std::string>(const std::string& path)>;

/// What to read, and what the command line adds.
struct ProfileRequest {
  std::string file;             ///< for positions; `extends` is relative to it
  std::string text;             ///< what stands in it
  std::vector<std::string> set; ///< "training.epochs=3"; a later one wins
  FileSource read;
  Date today;
  std::optional<Date> as_of; ///< wins over the profile
};

/// A scenario that is ready to be advised on.
struct LoadedProfile : Scenario {
  bool named = false;               ///< the profile says its name; else it is that of the file
  std::vector<Diagnostic> warnings; ///< answers that contradict each other
  std::vector<std::string> files;   ///< the profile and its bases, in this order
};

/// The profile, or every reason why there is none, and in either case the text of every file that
/// was read, by its name in positions: for the excerpts of messages.
struct ProfileReading : Result<LoadedProfile> {
  using Result<LoadedProfile>::Result;
  std::map<std::string, std::string> texts;
};

/// Reads a profile (`tunepath-profile/1`, YAML or JSON) with the files it extends.
///
/// Precedence: `set` > profile > base > declared default; origins are kept, and `complete` has
/// run. Maps merge by fact, lists replace, `name` and `description` are not inherited, `unknown`
/// erases what a base says, and so does a key without a value.
/// Errors: all that is wrong in all files and arguments, in one pass, those of the profile first:
/// each with its position (of an argument: "--set training.epochs=3") and what to do.
ProfileReading read_profile(const ProfileRequest& request, const FactSchema& schema,
                            const Catalog& catalog);

} // namespace tunepath
