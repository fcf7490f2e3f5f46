#include "host/output/estimate_cells.hpp"

#include "host/output/readable.hpp"

namespace census {

std::string degenerate_cell(const Tally& tally) {
  for (const TallyEntry& entry : tally.entries()) {
    if (entry.group == "tally" && entry.name == "degenerate") return readable_integer(entry.value);
  }
  return "-";
}

std::string theory_cell(const Theory& theory) {
  if (!theory.value) {
    std::string bounds;
    if (theory.lower_bound) bounds = ">= " + readable_number(*theory.lower_bound, 3);
    if (theory.upper_bound) {
      bounds += (bounds.empty() ? "<= " : ", <= ") + readable_number(*theory.upper_bound, 3);
    }
    return bounds.empty() ? "-" : bounds;
  }
  const std::string value = readable_number(*theory.value, 6);
  return theory.fraction.empty() || theory.fraction == value ? value
                                                             : theory.fraction + " = " + value;
}

}  // namespace census
