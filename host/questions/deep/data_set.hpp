#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cuda/census/data_points.hpp"
#include "host/questions/question.hpp"

namespace census {

inline constexpr int most_data_points = 1 << 16;

/// Returns what data sets can be, for --help and messages.
std::string data_help();

/// Returns the data set that `text` names:
///
///     gaussian:P   P points, each coordinate standard normal
///     ball:P       P points, uniform in the unit ball
///     cube:P       P points, uniform in [-1, 1]^d
///     grid:M       M^d points, evenly spaced in [-1, 1]^d, M >= 2
///     FILE.csv     one point per line, numbers with commas between them
///     FILE.npy     a NumPy array of shape (points, d) or (points,), of float32 or float64
///
/// Random points are drawn from word k P + p of Philox under a key made of `seed`, so that they are
/// the same on every machine, and independent of the networks.
/// @throw ParameterError about "data" when there is no such data set, it has another dimension than
/// `dimension`, too many points, or coordinates that DataPoints does not take.
std::shared_ptr<const DataSet> make_data_set(const std::string& text, int dimension,
                                             std::uint64_t seed,
                                             const FileReader& read = read_user_file);

/// Returns the data drawn to their first point c, so that they shrink to a point that is not the
/// origin: every point x becomes c + 2^-halvings (x - c), rounded to binary32; a coordinate that is
/// then too small for DataPoints is 0.
DataSet shrunk(DataSet data, int halvings);

/// Returns the parameters that describe a data set: data, data_seed and shrink.
std::vector<ParameterSpec> data_specs();

/// Reads the parameters "data", or its default gaussian:256, and "shrink"; files by `read`. What is
/// wrong goes to `errors`, and then null is returned.
std::shared_ptr<const DataSet> read_data(const Parameters& given, int dimension, std::uint64_t seed,
                                         const FileReader& read,
                                         std::vector<ParameterError>& errors);

/// Adds the parameters to `shown` as they were given, with the defaults of those that were not;
/// "shrink" only where it was given.
void show_data(const Parameters& given, int seed, Parameters& shown);

/// What "data" is where it is not given.
inline constexpr const char* default_data = "gaussian:256";

/// Returns a text that two data sets share only if they are equal, up to collisions of a 64-bit
/// hash: "256x4:9f3c...". Part of identities.
std::string canonical_text(const DataSet& data);

/// Returns whether some point has only zeros as coordinates.
bool contains_origin(const DataSet& data);

}  // namespace census
