#pragma once

#include "tunepath/core/diagnostic.hpp"

#include <istream>
#include <memory>
#include <string>
#include <string_view>

namespace tunepath::cli {

/// The text of a file of any size, without a copy of it: the system pages it in as it is read.
class MappedFile {
public:
  /// Maps `path`; what is no regular file, or `in` for "-", is read instead, up to 64 MiB.
  /// Errors: as read_text.
  static Result<MappedFile> open(const std::string& path, std::istream& in);

  /// All of it, followed by a NUL byte that is not part of it.
  std::string_view text() const;

private:
  struct Mapping {
    void* start = nullptr;
    std::size_t reserved = 0;
    std::size_t size = 0;
    Mapping() = default;
    ~Mapping();
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
  };
  std::shared_ptr<const Mapping> mapping_;
  std::shared_ptr<const std::string> read_;
};

} // namespace tunepath::cli
