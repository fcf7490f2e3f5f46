#include "host/questions/regions/placement_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"
#include "host/exact/kernel.hpp"
#include "host/questions/deep/data_files.hpp"

namespace census::regions {
namespace {

constexpr double least_size = 0x1p-32;
constexpr double greatest_size = 0x1p32;
constexpr std::size_t most_points = 3;

ParameterError refusal(const std::string& text, const std::string& why,
                       const std::string& suggestion = "") {
  return {"through", fmt::format("through = {} cannot be used", quote(text)), why, suggestion};
}

std::string_view trimmed(std::string_view cell) {
  cell.remove_prefix(std::min(cell.find_first_not_of(' '), cell.size()));
  return cell.substr(0, cell.find_last_not_of(' ') + 1);
}

/// Reads "0,0; 1,0; 0,1".
NumberTable parse_points(const std::string& text) {
  NumberTable table;
  for (std::size_t begin = 0; begin <= text.size(); ++table.rows) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    std::size_t columns = 0;
    for (std::size_t at = begin; at <= end; ++columns) {
      const std::size_t stop = std::min(text.find(',', at), end);
      const std::string_view cell = trimmed(std::string_view(text).substr(at, stop - at));
      double value = 0.0;
      const auto [rest, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
      if (error != std::errc{} || rest != cell.data() + cell.size()) {
        throw refusal(text, fmt::format("{} is not a number; {}", quote(cell), placement_help()),
                      did_you_mean(text, std::vector<std::string>{"axes", "random"}));
      }
      table.values.push_back(value);
      at = stop + 1;
    }
    if (table.rows > 0 && columns != table.columns) {
      throw refusal(
          text,
          fmt::format("point {} has {} {}, and those before it {}", table.rows + 1, columns,
                      columns == 1 ? "coordinate" : "coordinates", table.columns),
          "give every point one coordinate for each input, x,y,...;x,y,...");
    }
    table.columns = columns;
    begin = end + 1;
  }
  return table;
}

NumberTable read_points(const std::string& text, const FileReader& read) {
  try {
    if (names_number_file(text)) return read_numbers(text, read);
  } catch (const ParameterError& error) {
    throw ParameterError{"through", error.problem, error.why, error.suggestion};
  }
  return parse_points(text);
}

void check_coordinates(const std::string& text, const NumberTable& table, int inputs) {
  if (table.columns != static_cast<std::size_t>(inputs)) {
    throw refusal(text,
                  fmt::format("its points have {} {}, and inputs is {}", table.columns,
                              table.columns == 1 ? "coordinate" : "coordinates", inputs),
                  fmt::format("set inputs to {}, or give each point {}", table.columns, inputs));
  }
  for (std::size_t i = 0; i < table.values.size(); ++i) {
    const double size = std::fabs(table.values[i]);
    if (size == 0.0 || (size >= least_size && size <= greatest_size)) continue;
    throw refusal(text, fmt::format("coordinate {} of point {} is {:g}; the program takes 0 and "
                                    "magnitudes from 2^-32 to 2^32",
                                    i % table.columns + 1, i / table.columns + 1, table.values[i]));
  }
}

/// Returns the number of independent rows of a matrix.
std::size_t rank(RationalMatrix rows) {
  std::size_t found = 0;
  const std::size_t columns = rows.front().size();
  for (std::size_t k = 0; k < columns && found < rows.size(); ++k) {
    std::size_t pivot = found;
    while (pivot < rows.size() && sign(rows[pivot][k]) == Sign::zero) ++pivot;
    if (pivot == rows.size()) continue;
    std::swap(rows[found], rows[pivot]);
    for (std::size_t i = found + 1; i < rows.size(); ++i) {
      const Rational factor = negate(divide(rows[i][k], rows[found][k]));
      for (std::size_t m = k; m < columns; ++m) {
        rows[i][m] = multiply_add(factor, rows[found][m], rows[i][m]);
      }
    }
    ++found;
  }
  return found;
}

/// Returns the points in the order of PointSet, the origin of input space first where it is not
/// among them.
PointSet point_set(const NumberTable& table, std::size_t wanted) {
  const std::size_t implied = wanted - table.rows;
  PointSet set{{}, static_cast<int>(wanted), static_cast<int>(table.columns)};
  for (std::size_t k = 0; k < table.columns; ++k) {
    if (implied > 0) set.values.push_back(0.0);
    for (std::size_t p = 0; p < table.rows; ++p) {
      // Adding 0 makes -0 the same number as 0.
      set.values.push_back(table.values[p * table.columns + k] + 0.0);
    }
  }
  return set;
}

/// The vectors from the first point to the others, and last the first point itself.
RationalMatrix exact_rows(const PointSet& set) {
  RationalMatrix rows(static_cast<std::size_t>(set.points));
  for (std::size_t k = 0; k < static_cast<std::size_t>(set.dimension); ++k) {
    const double* const coordinate = set.values.data() + k * rows.size();
    const mpq_class origin(coordinate[0]);
    for (std::size_t p = 1; p < rows.size(); ++p) {
      rows[p - 1].emplace_back(mpq_class(mpq_class(coordinate[p]) - origin));
    }
    rows.back().emplace_back(origin);
  }
  return rows;
}

/// Tells the domain where it lies.
void place(const std::string& text, const PointSet& set, bool with_origin, Domain& domain) {
  RationalMatrix rows = exact_rows(set);
  const std::size_t all = rank(rows);
  const RationalVector origin = rows.back();
  rows.pop_back();
  const std::size_t vectors = rows.size();
  if (rank(rows) < vectors) {
    const char* const line = with_origin ? "the point is the origin, and a line needs another"
                                         : "its two points are the same";
    const char* const plane = with_origin ? "the origin and its two points are on one line"
                                          : "its three points are on one line";
    throw refusal(text, vectors == 1 ? line : plane,
                  vectors == 1 ? "give two points that differ"
                               : "give points that span a plane, or ask about a line");
  }
  domain.contains_zero = all == vectors;
  domain.from_zero = std::all_of(origin.begin(), origin.end(),
                                 [](const Rational& x) { return sign(x) == Sign::zero; });
  domain.length = 0.0;
  for (const RationalVector& row : rows) {
    double square = 0.0;
    for (const Rational& x : row) square = std::fma(to_double(x), to_double(x), square);
    domain.length = std::max(domain.length, std::sqrt(square));
  }
}

GivenPlacement read_given(const std::string& text, int inputs, Domain* domain,
                          const FileReader& read) {
  if (text == "axes") return {Placement::axes, nullptr};
  if (domain != nullptr && domain->extent == Extent::space) {
    throw refusal(text, "all of space has no line or plane to be placed", "leave out through");
  }
  if (text == "random") return {Placement::random, nullptr};
  const NumberTable table = read_points(text, read);
  check_coordinates(text, table, inputs);
  const std::size_t wanted =
      domain == nullptr ? most_points : static_cast<std::size_t>(dimension_of(*domain)) + 1;
  if (table.rows > wanted || (domain != nullptr && table.rows + 1 < wanted)) {
    throw refusal(text,
                  fmt::format("{}; here {} {}",
                              wanted == 2 ? "a line goes through the origin and one point, or "
                                            "through two points"
                                          : "a plane goes through the origin and two points, "
                                            "or through three points",
                              table.rows == 1 ? "is" : "are", table.rows),
                  wanted == 2 ? "give one point or two, or ask about a plane"
                              : "give two points or three, or ask about a line");
  }
  if (domain == nullptr) return {Placement::points, nullptr};
  auto points = std::make_shared<const PointSet>(point_set(table, wanted));
  place(text, *points, table.rows < wanted, *domain);
  return {Placement::points, std::move(points)};
}

}  // namespace

std::string placement_help() {
  return "axes, random, or the points it goes through: x,y,...;x,y,... or a file of them, NAME.csv "
         "or NAME.npy";
}

std::optional<GivenPlacement> read_placement(const std::string& text, int inputs, Domain* domain,
                                             const FileReader& read,
                                             std::vector<ParameterError>& errors) {
  try {
    const GivenPlacement given = read_given(text, inputs, domain, read);
    if (domain != nullptr) domain->placement = given.placement;
    return given;
  } catch (const ParameterError& error) {
    errors.push_back(error);
    return std::nullopt;
  }
}

}  // namespace census::regions
