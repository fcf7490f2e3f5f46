#include "host/report/data_dictionary.hpp"

#include <cctype>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "host/output/estimate.hpp"

namespace census {
namespace {

using Place = ColumnMeaning::Place;

void append(std::vector<ColumnMeaning>& all, std::vector<ColumnMeaning> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<ColumnMeaning> what_was_counted() {
  return {
      {"seed", Place::both,
       "With the point and an id, it determines every weight of a network: the same seed gives the "
       "same networks on every machine.",
       ""},
      {"first_id", Place::csv, "Id of the first network counted.", "id"},
      {"networks", Place::both,
       "How many random networks were counted; \"(partial)\" if that is not yet all that the "
       "configuration asks for.",
       "networks"},
      {"estimator", Place::both,
       "What is counted for each network. plain: whether it is a hit. signs: how many of the "
       "patterns of the signs of its second layer are hits. orbit: the same over the orientations "
       "of its first layer besides. Numbers after a colon: over so many signs and orientations "
       "only.",
       ""},
  };
}

std::vector<ColumnMeaning> tally(const Question& question) {
  std::vector<ColumnMeaning> columns;
  for (const OutcomeMeaning& outcome : question.outcomes()) {
    const Place place = outcome.name == "degenerate" ? Place::both : Place::csv;
    columns.push_back({outcome.name, place, outcome.meaning, outcome.unit});
  }
  return columns;
}

std::vector<ColumnMeaning> estimate(const Quantity& quantity) {
  return {
      {quantity.key(), Place::csv,
       quantity.is_probability
           ? "Estimate of P, the probability that a random network is a hit: hits / networks, or "
             "sum / (networks * group_order)."
           : "Estimate of " + quantity.symbol + ": sum / networks.",
       ""},
      {"standard_error", Place::csv, "Standard error of the estimate, one sigma.", ""},
      {"interval_level", Place::csv,
       "How often such an interval contains the true P, at least, if the census is made again and "
       "again.",
       ""},
      {"interval_method", Place::csv, "How the interval was computed.", ""},
      {"interval_low", Place::csv, "Lower end of the interval.", ""},
      {"interval_high", Place::csv, "Upper end of the interval.", ""},
      {"theory_" + quantity.key(), Place::csv,
       "What a theorem says it is; empty where none speaks.", ""},
      {"theory_fraction", Place::csv, "The same as a fraction in lowest terms.", ""},
      {"theory_source", Place::csv, "Where the theorem is proved.", ""},
      {"z_score", Place::csv,
       "Distance of the estimate from the theorem in standard errors, as the theorem gives them: "
       "(estimate - theory) / sigma.",
       "sigma"},
      {"variance_gain", Place::csv,
       "How many networks of plain counting each network is worth; inf if all networks gave the "
       "same value.",
       "networks per network"},
      {"audited", Place::both,
       "Networks that were decided again by exact rational arithmetic; one difference would have "
       "ended the run.",
       "networks"},
      {"status", Place::csv, "done, partial (not all counted yet) or failed.", ""},
      {"stopped_by", Place::csv, "The stop rule that ended the count; empty while none has.", ""},
      {"failure", Place::csv, "Why a point failed; else empty.", ""},
      {"version", Place::both, "Version of relu-census that wrote the results.", ""},
  };
}

std::vector<ColumnMeaning> tables(const Quantity& quantity) {
  return {
      {"#", Place::table, "Number of the point on this page, as plots and lists use it.", ""},
      {quantity.is_probability ? "P ± error" : "mean ± error", Place::table,
       "Estimate of " + quantity.symbol +
           " and its standard error. \"<\" or \">\": without hits, or with hits only, the "
           "end of the interval instead. \"exact\": every network gave the same value, that of the "
           "theorem; \"so far\": every network gave the same value, and no theorem says so.",
       ""},
      {fmt::format("{:g} % interval", 100.0 * interval_level), Place::table,
       "Contains the true P in at least so many of a hundred censuses; rounded outwards.", ""},
      {"method", Place::table,
       "How the interval was computed. clopper-pearson: exact, for a number of networks fixed "
       "before. student-t: for averages over sign patterns. zero-variance: every network gave the "
       "same value; it allows for rare ones that would not. confidence-sequence, also asymptotic "
       "or of zero variance: it holds at every number of networks at once, because what was seen, "
       "or the clock, ended the count.",
       ""},
      {"theory", Place::table, "What a theorem says P is, as a fraction and a number.", ""},
      {"z", Place::table, "Distance of the estimate from the theorem in standard errors.", "sigma"},
      {"verdict", Place::table,
       "What the counts say about each hypothesis that speaks of the point. REFUTED: they "
       "contradict it. CONSISTENT: they do not, and are precise enough to have noticed. UNDECIDED: "
       "neither.",
       ""},
      {"ids", Place::table, "Ids of the networks counted, first .. last.", "id"},
      {"seconds", Place::table, "Time that counting took, over all runs.", "s"},
      {"networks/s", Place::table, "Networks counted per second.", "networks per second"},
      {"backend", Place::table, "What counted: cpu or cuda.", ""},
      {"command", Place::table,
       "Counts the same networks again, anywhere, and prints the same number.", ""},
  };
}

}  // namespace

std::string place_name(Place place) {
  if (place == Place::csv) return "results.csv";
  return place == Place::table ? "tables" : "both";
}

std::vector<ColumnMeaning> data_dictionary(const Question& question) {
  std::vector<ColumnMeaning> all = {
      {"question", Place::csv, "What was asked of each network.", ""}};
  for (const ParameterSpec& spec : question.parameter_specs()) {
    std::string meaning = spec.help;
    if (!meaning.ends_with('.')) meaning += '.';
    meaning.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(meaning.front())));
    all.push_back({spec.name, Place::both, std::move(meaning), ""});
  }
  append(all, what_was_counted());
  append(all, tally(question));
  append(all, estimate(question.quantity()));
  append(all, tables(question.quantity()));
  return all;
}

}  // namespace census
