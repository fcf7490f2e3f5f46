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
  if (!theory.value) return "-";
  const std::string value = readable_number(*theory.value, 6);
  return theory.fraction.empty() || theory.fraction == value ? value
                                                             : theory.fraction + " = " + value;
}

}  // namespace census
