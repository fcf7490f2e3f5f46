#pragma once

#include <string>
#include <string_view>

namespace census {

/// Returns `text` as HTML shows it, in an element or in an attribute between quotes: & < > " '
/// become entities, control characters and bytes that are no UTF-8 the replacement character.
std::string html_text(std::string_view text);

/// Returns an SVG document as the address of an image, "data:image/svg+xml,...": as an image it
/// runs no scripts, loads nothing, and its ids do not meet those of others on the page.
std::string svg_address(std::string_view svg);

}  // namespace census
