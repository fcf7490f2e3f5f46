#pragma once

#include <string>
#include <vector>

#include "host/questions/question.hpp"

namespace census {

/// What one column means.
struct ColumnMeaning {
  enum class Place {
    csv,    ///< a column of results.csv
    table,  ///< a column of the tables of the report
    both
  };
  std::string name;  ///< as the header has it
  Place place = Place::both;
  std::string meaning;
  std::string unit;  ///< empty for text and pure numbers
};

/// Returns where a column stands, for people: "results.csv", "tables" or "both".
std::string place_name(ColumnMeaning::Place place);

/// Returns what every column means, the parameters of the question included, in the order of
/// results.csv, those of the tables alone last.
std::vector<ColumnMeaning> data_dictionary(const Question& question);

}  // namespace census
