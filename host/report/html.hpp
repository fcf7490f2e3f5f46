#pragma once

#include <string>

#include "host/report/report.hpp"

namespace census {

/// Returns the report as one page that needs nothing else: style sheet and pictures are part of it,
/// and it tells the browser to load nothing.
std::string report_html(const Report& report);

}  // namespace census
