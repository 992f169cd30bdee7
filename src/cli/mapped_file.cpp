#include "cli/mapped_file.hpp"

#include "cli/files.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tunepath::cli {
namespace {

/// A descriptor that is closed in any case.
struct Descriptor {
  int number = -1;
  explicit Descriptor(const std::string& path)
      : number(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number >= 0) {
      close(number);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

Diagnostic unreadable(const std::string& path) {
  return {Diagnostic::Level::error,
          {path, 0, 0},
          fmt::format("cannot be read: {}", std::strerror(errno)),
          "check the path and its permissions"};
}

} // namespace

MappedFile::Mapping::~Mapping() {
  if (start != nullptr) {
    munmap(start, reserved);
  }
}

Result<MappedFile> MappedFile::open(const std::string& path, std::istream& in) {
  MappedFile file;
  struct stat status {};
  if (path == "-" || stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
    auto text = read_text(path, in);
    if (!text) {
      return text.problems();
    }
    file.read_ = std::make_shared<const std::string>(std::move(text).value());
    return file;
  }
  const Descriptor descriptor{path};
  if (descriptor.number < 0 || fstat(descriptor.number, &status) != 0) {
    return unreadable(path);
  }
  // A page of zeros behind the file, whose own last page may be full: readers look for the NUL.
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const auto size = static_cast<std::size_t>(status.st_size);
  auto mapping = std::make_shared<Mapping>();
  const std::size_t reserved = (size / page + 2) * page;
  void* start = mmap(nullptr, reserved, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) {
    return unreadable(path);
  }
  mapping->start = start;
  mapping->reserved = reserved;
  mapping->size = size;
  if (size > 0 &&
      mmap(start, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor.number, 0) == MAP_FAILED) {
    return unreadable(path);
  }
  madvise(start, reserved, MADV_SEQUENTIAL);
  file.mapping_ = std::move(mapping);
  return file;
}

std::string_view MappedFile::text() const {
  return mapping_ != nullptr
             ? std::string_view{static_cast<const char*>(mapping_->start), mapping_->size}
             : std::string_view{*read_};
}

} // namespace tunepath::cli
