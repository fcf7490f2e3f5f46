#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cuda/census/backend.hpp"
#include "host/output/readable.hpp"
#include "host/output/version.hpp"
#include "host/run/counting_plan.hpp"

// Prints, as a Markdown table, how many seconds each estimator takes to a relative error of 1e-4 on
// this processor: the evidence for the rule by which `auto` chooses. Every number is the median of
// five pilot counts, as `auto` makes them.
namespace census {
namespace {

constexpr int repetitions = 5;
constexpr double relative_error = 1e-4;

struct Row {
  std::map<std::string, std::vector<double>> seconds;  ///< by estimator, in the order tried
  std::vector<std::string> order;
};

Row measure(Backend& backend, int n0, int n1) {
  const auto point = find_question("unactivated")->point({{"n0", n0}, {"n1", n1}});
  Row row;
  for (int i = 0; i < repetitions; ++i) {
    const auto seed = static_cast<std::uint64_t>(i);
    for (const PilotResult& pilot :
         plan_counting(backend, *point, seed, {"auto", {.networks = 1}}).pilots) {
      std::vector<double>& all = row.seconds[pilot.estimator];
      if (all.empty()) row.order.push_back(pilot.estimator);
      all.push_back(pilot.seconds_to(relative_error));
    }
  }
  return row;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::string cell(const Row& row, const std::string& estimator) {
  const auto found = row.seconds.find(estimator);
  if (found == row.seconds.end()) return "-";
  const double seconds = median(found->second);
  return std::isfinite(seconds) ? readable_number(seconds, 3) : "no hit";
}

void print_row(Backend& backend, int n0, int n1) {
  const Row row = measure(backend, n0, n1);
  std::string best;
  std::string best_part;
  for (const std::string& name : row.order) {
    const auto less = [&](const std::string& other) {
      return other.empty() || median(row.seconds.at(name)) < median(row.seconds.at(other));
    };
    if (less(best)) best = name;
    if (name.find(':') != std::string::npos && less(best_part)) best_part = name;
  }
  fmt::print("| ({}, {}) | {} | {} | {} | {} | {} |\n", n0, n1, cell(row, "plain"),
             cell(row, "signs"), cell(row, "orbit"),
             best_part.empty() ? "-" : fmt::format("{} ({})", cell(row, best_part), best_part),
             best);
}

}  // namespace
}  // namespace census

int main() {
  const auto backend = census::make_cpu_backend(0);
  fmt::print("Seconds to a relative error of {:g}, unit normal, on {}; relu-census {}.\n\n",
             census::relative_error, backend->device(), census::version());
  fmt::print("| (n0, n1) | plain | signs | orbit | best part of a group | fastest |\n");
  fmt::print("|---|---|---|---|---|---|\n");
  const std::pair<int, int> points[] = {
      {1, 3},  {2, 4},  {3, 5},  {4, 6},  {5, 7},  {6, 8},  {8, 10}, {1, 4},  {2, 5},
      {4, 7},  {6, 9},  {8, 11}, {1, 6},  {2, 6},  {1, 8},  {2, 8},  {3, 8},  {4, 8},
      {6, 12}, {8, 12}, {2, 12}, {4, 12}, {1, 16}, {4, 16}, {8, 16}, {1, 64}, {3, 24}};
  for (const auto& [n0, n1] : points) census::print_row(*backend, n0, n1);
  return 0;
}
