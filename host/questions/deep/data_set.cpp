#include "host/questions/deep/data_set.hpp"

#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cuda/random/law.hpp"
#include "cuda/random/random123_words.hpp"
#include "cuda/random/word_stream.hpp"
#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"
#include "host/identity.hpp"
#include "host/questions/deep/data_files.hpp"
#include "host/questions/deep/deep_network.hpp"

namespace census {
namespace {

constexpr double least_size = 0x1p-32;
constexpr double greatest_size = 0x1p32;

/// After so many halvings neighbours in binary32 are about as far from each other as the points.
constexpr int most_halvings = 20;

ParameterError refusal(const std::string& text, const std::string& why,
                       const std::string& suggestion = "") {
  return {"data", fmt::format("data = {} cannot be used", quote(text)), why, suggestion};
}

/// Draws numbers one after the other, from one stream.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : stream_(generator_key(seed, "data set"), 0) {}

  float next(Distribution distribution) {
    return weight({distribution, 1.0F}, stream_.word(at_++));
  }

 private:
  WordStream<Random123Words> stream_;
  std::uint64_t at_ = 0;
};

DataSet independent(int points, int dimension, std::uint64_t seed, Distribution distribution) {
  DataSet data{{}, points, dimension};
  Numbers numbers(seed);
  for (int i = 0; i < points * dimension; ++i) data.values.push_back(numbers.next(distribution));
  return data;
}

/// The first d coordinates of a uniform point on the unit sphere of R^(d+2) are uniform in the unit
/// ball of R^d (Archimedes for d = 1): only roots and quotients, the same on every machine.
DataSet in_ball(int points, int dimension, std::uint64_t seed) {
  DataSet data{std::vector<float>(static_cast<std::size_t>(points * dimension)), points, dimension};
  Numbers numbers(seed);
  std::vector<double> normal(static_cast<std::size_t>(dimension) + 2);
  for (int p = 0; p < points; ++p) {
    double square = 0.0;
    for (double& x : normal) {
      x = numbers.next(Distribution::normal);
      square = std::fma(x, x, square);
    }
    const double length = std::sqrt(square);
    for (int k = 0; k < dimension; ++k) {
      data.values[static_cast<std::size_t>(k * points + p)] =
          static_cast<float>(normal[static_cast<std::size_t>(k)] / length);
    }
  }
  return data;
}

DataSet on_grid(const std::string& text, int side, int dimension) {
  std::int64_t points = 1;
  for (int k = 0; k < dimension; ++k) {
    points *= side;
    if (points > most_data_points) {
      throw refusal(
          text, fmt::format("{}^{} points are more than {}", side, dimension, most_data_points));
    }
  }
  if (side < 2) throw refusal(text, "a grid has at least 2 points along each axis");
  DataSet data{{}, static_cast<int>(points), dimension};
  std::int64_t stride = 1;
  for (int k = 0; k < dimension; ++k, stride *= side) {
    for (std::int64_t p = 0; p < points; ++p) {
      const auto step = static_cast<float>(2 * (p / stride % side) - (side - 1));
      data.values.push_back(step / static_cast<float>(side - 1));
    }
  }
  return data;
}

DataSet from_table(const std::string& text, const NumberTable& table, int dimension) {
  if (table.columns != static_cast<std::size_t>(dimension)) {
    throw refusal(
        text,
        fmt::format("its points have {} coordinates, and inputs is {}", table.columns, dimension),
        fmt::format("set inputs to {}, or give each point {}", table.columns, dimension));
  }
  if (table.rows > static_cast<std::size_t>(most_data_points)) {
    throw refusal(text, fmt::format("{} points are more than {}", table.rows, most_data_points));
  }
  DataSet data{std::vector<float>(table.values.size()), static_cast<int>(table.rows), dimension};
  for (std::size_t p = 0; p < table.rows; ++p) {
    for (std::size_t k = 0; k < table.columns; ++k) {
      const double x = table.values[p * table.columns + k];
      const double size = std::fabs(x);
      if (size != 0.0 && !(size >= least_size && size <= greatest_size)) {
        throw refusal(text,
                      fmt::format("coordinate {} of point {} is {:g}; the program takes 0 and "
                                  "magnitudes from 2^-32 to 2^32",
                                  k + 1, p + 1, x));
      }
      // Adding 0 makes -0 the same point as 0.
      data.values[k * table.rows + p] = static_cast<float>(x) + 0.0F;
    }
  }
  return data;
}

DataSet make(const std::string& text, int dimension, std::uint64_t seed, const FileReader& read) {
  if (names_number_file(text)) return from_table(text, read_numbers(text, read), dimension);
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string kind = text.substr(0, colon);
  int number = 0;
  const char* const begin = text.data() + std::min(colon + 1, text.size());
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(begin, end, number);
  const bool known = kind == "gaussian" || kind == "ball" || kind == "cube" || kind == "grid";
  if (!known || error != std::errc{} || stop != end || number < 1 || number > most_data_points) {
    throw refusal(
        text, fmt::format("a data set is {}; at most {} points", data_help(), most_data_points),
        known ? ""
              : did_you_mean(kind, std::vector<std::string>{"gaussian", "ball", "cube", "grid"}));
  }
  if (kind == "gaussian") return independent(number, dimension, seed, Distribution::normal);
  if (kind == "cube") return independent(number, dimension, seed, Distribution::uniform);
  return kind == "ball" ? in_ball(number, dimension, seed) : on_grid(text, number, dimension);
}

}  // namespace

std::string data_help() {
  return "gaussian:P, ball:P or cube:P (P random points), grid:M (M^d points of [-1, 1]^d), or a "
         "file of points, NAME.csv or NAME.npy";
}

std::shared_ptr<const DataSet> make_data_set(const std::string& text, int dimension,
                                             std::uint64_t seed, const FileReader& read) {
  return std::make_shared<const DataSet>(make(text, dimension, seed, read));
}

DataSet shrunk(DataSet data, int halvings) {
  if (halvings == 0) return data;
  const float factor = std::ldexp(1.0F, -halvings);
  for (std::size_t row = 0; row < data.values.size();
       row += static_cast<std::size_t>(data.points)) {
    const float centre = data.values[row];
    for (std::size_t p = 0; p < static_cast<std::size_t>(data.points); ++p) {
      float& x = data.values[row + p];
      x = std::fma(factor, x - centre, centre);
      if (std::fabs(x) < static_cast<float>(least_size)) x = 0.0F;
    }
  }
  return data;
}

std::vector<ParameterSpec> data_specs() {
  using Kind = ParameterSpec::Kind;
  return {{"data", Kind::text, "the data set: " + data_help(), Parameters(default_data)},
          {"data_seed", Kind::integer, "seed of random data", Parameters(1)},
          {"shrink", Kind::integer,
           fmt::format("how often the distance of the data from their first point is halved, from "
                       "0 to {}",
                       most_halvings),
           std::nullopt, false}};
}

void show_data(const Parameters& given, int seed, Parameters& shown) {
  shown["data"] = given.value("data", Parameters(default_data));
  shown["data_seed"] = seed;
  if (given.contains("shrink")) shown["shrink"] = given["shrink"];
}

std::shared_ptr<const DataSet> read_data(const Parameters& given, int dimension, std::uint64_t seed,
                                         const FileReader& read,
                                         std::vector<ParameterError>& errors) {
  const Parameters text = given.value("data", Parameters(default_data));
  const auto halvings = read_integer_parameter(given, "shrink", 0, 0, most_halvings, errors);
  try {
    DataSet data =
        make(text.is_string() ? text.get<std::string>() : text.dump(), dimension, seed, read);
    if (!halvings) return nullptr;
    return std::make_shared<const DataSet>(shrunk(std::move(data), *halvings));
  } catch (const ParameterError& error) {
    errors.push_back(error);
    return nullptr;
  }
}

std::string canonical_text(const DataSet& data) {
  const std::string_view bytes(reinterpret_cast<const char*>(data.values.data()),
                               data.values.size() * sizeof(float));
  return fmt::format("{}x{}:{:016x}", data.points, data.dimension, stable_hash(bytes));
}

bool contains_origin(const DataSet& data) {
  for (int p = 0; p < data.points; ++p) {
    bool zero = true;
    for (int k = 0; k < data.dimension; ++k) {
      zero = zero && data.values[static_cast<std::size_t>(k * data.points + p)] == 0.0F;
    }
    if (zero) return true;
  }
  return false;
}

}  // namespace census
