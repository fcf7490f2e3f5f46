#include "host/questions/regions/domain_text.hpp"

#include <charconv>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"

namespace census::regions {
namespace {

constexpr double greatest_coordinate = 1e9;
/// Of numbers that are not 0. Smaller ones could vanish in units of the greatest.
constexpr double least_coordinate = 1e-9;

std::optional<double> parse_number(std::string_view text) {
  double value = 0.0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  if (!(std::fabs(value) <= greatest_coordinate)) return std::nullopt;
  if (value != 0.0 && std::fabs(value) < least_coordinate) return std::nullopt;
  return value;
}

void add_corner(Domain& domain, double x, double y) {
  domain.corner[domain.corners][0] = x;
  domain.corner[domain.corners][1] = y;
  ++domain.corners;
}

/// Reads "0,0;1,0;0,1"; returns what is wrong, empty when nothing is.
std::string read_corners(std::string_view text, Domain& domain) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::string_view corner = text.substr(begin, end - begin);
    const std::size_t comma = corner.find(',');
    if (comma == std::string_view::npos) return "a corner is two numbers with a comma between them";
    const auto x = parse_number(corner.substr(0, comma));
    const auto y = parse_number(corner.substr(comma + 1));
    if (!x || !y) {
      return fmt::format(
          "{} is not a corner: two numbers, each 0 or from {:g} to {:g} in magnitude",
          quote(corner), least_coordinate, greatest_coordinate);
    }
    if (domain.corners == max_corners) {
      return fmt::format("a polygon has at most {} corners", max_corners);
    }
    add_corner(domain, *x, *y);
    begin = end + 1;
  }
  return domain.corners < 3 ? "a polygon has at least 3 corners" : "";
}

/// Whether each corner turns to the left, and all of them once around.
bool is_strictly_convex(const Domain& domain) {
  double turned = 0.0;
  for (int i = 0; i < domain.corners; ++i) {
    const double* a = domain.corner[i];
    const double* b = domain.corner[(i + 1) % domain.corners];
    const double* c = domain.corner[(i + 2) % domain.corners];
    const double cross = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
    const double dot = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]);
    if (!(cross > 0.0)) return false;
    turned += std::atan2(cross, dot);
  }
  return turned < 7.0;  // 2 pi, and not 4 pi
}

/// Returns the polygon with its corners in the opposite order.
Domain turned_around(const Domain& domain) {
  Domain turned;
  for (int i = domain.corners - 1; i >= 0; --i) {
    add_corner(turned, domain.corner[i][0], domain.corner[i][1]);
  }
  return turned;
}

}  // namespace

std::string domain_help() {
  return "plane, box:R, polygon:x,y;x,y;..., line, segment:R or segment:A,B, or space (one layer)";
}

std::optional<Domain> read_domain(const std::string& text, int inputs, int depth, int width,
                                  std::vector<ParameterError>& errors) {
  const auto refuse = [&](const std::string& why, const std::string& suggestion = "") {
    errors.push_back(
        {"domain", fmt::format("domain = {} cannot be used", quote(text)), why, suggestion});
    return std::optional<Domain>();
  };
  Domain domain;
  domain.directions = {Distribution::normal,
                       static_cast<float>(1.0 / std::sqrt(static_cast<double>(inputs)))};
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string kind = text.substr(0, colon);
  const std::string_view rest = std::string_view(text).substr(std::min(colon + 1, text.size()));
  const std::size_t comma = rest.find(',');
  if (kind == "segment" && comma != std::string_view::npos) {
    const std::optional<double> from = parse_number(rest.substr(0, comma));
    const std::optional<double> to = parse_number(rest.substr(comma + 1));
    if (!from || !to || !(*from < *to)) {
      return refuse(fmt::format("after segment: come two numbers, the lesser one first, each 0 or "
                                "from {:g} to {:g} in magnitude",
                                least_coordinate, greatest_coordinate),
                    "write segment:0,1");
    }
    domain.extent = Extent::segment;
    domain.ends[0] = *from;
    domain.ends[1] = *to;
  } else if (kind == "box" || kind == "segment") {
    const std::optional<double> radius = parse_number(rest);
    if (!radius || !(*radius > 0.0)) {
      return refuse(fmt::format("after {}: comes a number from {:g} to {:g}", kind,
                                least_coordinate, greatest_coordinate),
                    fmt::format("write {}:3", kind));
    }
    domain.extent = kind == "box" ? Extent::polygon : Extent::segment;
    domain.ends[0] = -*radius;
    domain.ends[1] = *radius;
    if (kind == "box") {
      add_corner(domain, -*radius, -*radius);
      add_corner(domain, *radius, -*radius);
      add_corner(domain, *radius, *radius);
      add_corner(domain, -*radius, *radius);
    }
  } else if (kind == "polygon") {
    domain.extent = Extent::polygon;
    const std::string wrong = read_corners(rest, domain);
    if (!wrong.empty()) return refuse(wrong, "write polygon:0,0;1,0;0,1");
    if (!is_strictly_convex(domain)) {
      return refuse("its corners do not go counterclockwise around a strictly convex polygon",
                    is_strictly_convex(turned_around(domain))
                        ? "name them in the opposite order"
                        : "name each corner of a convex polygon once, as polygon:0,0;1,0;0,1");
    }
  } else if (text == "plane") {
    domain.extent = Extent::plane;
  } else if (text == "line") {
    domain.extent = Extent::line;
  } else if (text == "space") {
    domain.extent = Extent::space;
    if (depth > 1 || inputs > max_space_dimension || width > max_space_width) {
      return refuse(fmt::format("all of input space is asked about for one layer of at most {} "
                                "neurons on at most {} inputs",
                                max_space_width, max_space_dimension),
                    "use plane or line");
    }
  } else {
    return refuse("a domain is " + domain_help(),
                  did_you_mean(kind, std::vector<std::string>{"plane", "box", "polygon", "line",
                                                              "segment", "space"}));
  }
  if (domain.extent != Extent::space && dimension_of(domain) == 2 && inputs < 2) {
    return refuse("a plane needs at least two inputs", "use line or segment:R");
  }
  return domain;
}

}  // namespace census::regions
