#pragma once

#include "tunepath/report/document.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace tunepath {

/// Rows of keys and values, those without a value left out.
class Sheet {
public:
  void add(std::string_view label, std::string_view text) {
    if (!text.empty()) {
      points_.rows.push_back({Mark::none, std::string{label}, "", std::string{text}, {}});
    }
  }
  Points take() { return std::move(points_); }

private:
  Points points_;
};

} // namespace tunepath
