#include "host/questions/deep/counting_estimator.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "tests/support/averaged_counts.hpp"

namespace census {
namespace {

/// Networks by how many points live in them, and another group with entries of the same names.
Tally histogram(const std::vector<int>& networks) {
  std::vector<TallyEntry> entries = {{"tally", "networks", MergeRule::sum, 99}};
  for (std::size_t value = 0; value < networks.size(); ++value) {
    entries.push_back({"points", std::to_string(value), MergeRule::sum, networks[value]});
    entries.push_back({"neurons", std::to_string(value), MergeRule::sum, 7});
  }
  return Tally(entries);
}

TEST(Histogram, HasTheMomentsOfItsValues) {
  EXPECT_EQ(from_histogram(histogram({1, 0, 3, 0, 2, 0}), "points", 5, 5),
            testing::averaged_counts({0, 2, 2, 2, 4, 4}, 5));
  EXPECT_EQ(from_histogram(histogram({0, 0, 4}), "points", 2, 2),
            testing::constant_counts(4, 2, 2));
}

TEST(Histogram, KnowsTheGreatestValueWhereItIsNotTheUnit) {
  AveragedCounts expected = testing::averaged_counts({1, 1, 3}, 1);
  expected.most = 4;
  const AveragedCounts counts = from_histogram(histogram({0, 2, 0, 1}), "points", 1, 4);
  EXPECT_EQ(counts, expected);
  EXPECT_EQ(greatest_possible(counts), 4.0);
  EXPECT_EQ(mean(counts), 5.0 / 3.0);
}

TEST(Histogram, WithoutNetworksHasNoMoments) {
  const AveragedCounts counts = from_histogram(histogram({0, 0}), "points", 1, 1);
  EXPECT_EQ(counts.networks, 0U);
  EXPECT_EQ(counts.sum, 0);
  EXPECT_EQ(from_histogram(histogram({1, 2}), "absent", 1, 1).networks, 0U);
}

TEST(Histogram, DoesNotOverflow) {
  const Integer networks = Integer(1) << 60;
  const Tally tally({{"points", "65536", MergeRule::sum, networks}});
  const AveragedCounts counts = from_histogram(tally, "points", 65536, 65536);
  EXPECT_EQ(counts.networks, std::uint64_t{1} << 60);
  EXPECT_EQ(counts.sum, networks << 16);
  EXPECT_EQ(counts.sum_of_squares, networks << 32);
}

TEST(Histogram, CountsNetworksFromAValueOn) {
  const Tally tally = histogram({1, 0, 3, 0, 2, 0});
  EXPECT_EQ(networks_with_at_least(tally, "points", 0), 6U);
  EXPECT_EQ(networks_with_at_least(tally, "points", 1), 5U);
  EXPECT_EQ(networks_with_at_least(tally, "points", 2), 5U);
  EXPECT_EQ(networks_with_at_least(tally, "points", 3), 2U);
  EXPECT_EQ(networks_with_at_least(tally, "points", 5), 0U);
}

TEST(CountingEstimator, IsPlain) {
  EXPECT_NO_THROW(require_plain("plain"));
  for (const char* name : {"", "Plain", "auto", "orbit", "plain:1", "plian"}) {
    try {
      require_plain(name);
      ADD_FAILURE() << name;
    } catch (const ParameterError& error) {
      EXPECT_EQ(error.parameter, "estimator");
      EXPECT_EQ(error.problem, "unknown estimator '" + std::string(name) + "'");
      EXPECT_FALSE(error.why.empty());
    }
  }
}

TEST(CountingEstimator, SuggestsWhatWasMeant) {
  try {
    require_plain("plian");
    FAIL();
  } catch (const ParameterError& error) {
    EXPECT_EQ(error.suggestion, "did you mean 'plain'?");
  }
}

/// Counts what ids are modulo 3, which it works out in the workspace.
struct Remainders {
  int counters() const { return 3; }
  std::size_t workspace_bytes() const { return sizeof(std::uint64_t); }

  template <class Team, class Counters>
  bool operator()(std::uint64_t id, void* workspace, const Team&, const Counters& counters) const {
    auto& kept = *static_cast<std::uint64_t*>(workspace);
    kept = id % 3;
    counters.add(static_cast<int>(kept), 1);
    return true;
  }

  Tally tally(const std::uint64_t* values) const {
    std::vector<TallyEntry> entries;
    for (int i = 0; i < 3; ++i) {
      entries.push_back({"tally", std::to_string(i), MergeRule::sum, values[i]});
    }
    return Tally(entries);
  }
};

TEST(CountOneByOne, CountsEveryIdThatIsGiven) {
  const std::vector<std::uint64_t> ids = {0, 3, 1, 7, 7, ~std::uint64_t{0}};
  const Tally tally = count_one_by_one(Remainders{}, ids);
  EXPECT_EQ(tally.at("tally", "0"), 3);
  EXPECT_EQ(tally.at("tally", "1"), 3);
  EXPECT_EQ(tally.at("tally", "2"), 0);
}

TEST(CountOneByOne, CountsNothingOfNoIds) {
  Tally tally = count_one_by_one(Remainders{}, {});
  EXPECT_FALSE(tally.empty());
  for (const TallyEntry& entry : tally.entries()) EXPECT_EQ(entry.value, 0);
  const Tally other = count_one_by_one(Remainders{}, std::vector<std::uint64_t>{1, 2});
  tally.merge(other);
  EXPECT_EQ(tally, other);
}

}  // namespace
}  // namespace census
