#include "cuda/census/backend.hpp"

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/campaign.hpp"
#include "tests/support/death_points.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/networks.hpp"

namespace census {
namespace {

using testing::unit_point;

Tally tally_of(Backend& backend, const AnyPoint& point, IdRange range) {
  return backend.open(point)->count(range).tally;
}

/// Networks of the question `death` on Gaussian data.
OnData<death::Point> death_point(int points, const std::vector<int>& widths,
                                 float bias_scale = 0.0F,
                                 death::Feature feature = death::Feature::plain) {
  testing::DataSet data = testing::gaussian_data(points, 4, 1);
  return {testing::he_normal(4, widths, bias_scale, feature),
          std::make_shared<const DataSet>(
              DataSet{std::move(data.values), data.points, data.dimension})};
}

/// One body over all backends: a backend that cannot run here is skipped and says why.
class EveryBackend : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (GetParam() == "cpu") {
      backend_ = make_cpu_backend(2);
      return;
    }
    try {
      backend_ = make_cuda_backend();
    } catch (const BackendUnavailable& reason) {
      GTEST_SKIP() << reason.what();
    }
  }

  std::unique_ptr<Backend> backend_;
};

TEST_P(EveryBackend, CountsWhatOneThreadOfTheProcessorCounts) {
  const auto reference = make_cpu_backend(1);
  for (const auto& [n0, n1] :
       {std::pair{1, 1}, {1, 3}, {2, 1}, {2, 4}, {3, 6}, {4, 5}, {8, 9}, {1, 64}, {2, 20}}) {
    for (const Distribution distribution : testing::every_distribution) {
      const AnyPoint point = unit_point(n0, n1, distribution, 20241206);
      const IdRange range{1000, testing::networks_here(20'000)};
      EXPECT_EQ(tally_of(*backend_, point, range), tally_of(*reference, point, range))
          << "n0 = " << n0 << ", n1 = " << n1;
    }
  }
}

TEST_P(EveryBackend, AveragesWhatOneThreadOfTheProcessorAverages) {
  const auto reference = make_cpu_backend(1);
  const struct {
    int n0, n1;
    unactivated::SignGroup group;
  } cases[] = {{1, 1, {1, 1}}, {1, 3, {3, 3}}, {2, 1, {1, 1}},  {2, 4, {4, 4}},  {2, 6, {3, 2}},
               {4, 6, {6, 6}}, {8, 9, {9, 9}}, {1, 64, {6, 2}}, {3, 20, {5, 1}}, {8, 16, {16, 0}}};
  for (const auto& [n0, n1, group] : cases) {
    for (const Distribution distribution : {Distribution::normal, Distribution::cauchy}) {
      const AnyPoint point =
          unactivated::AveragedPoint{unit_point(n0, n1, distribution, 20241206), group};
      const IdRange range{1000, n1 >= 9 ? 40U : 500U};
      EXPECT_EQ(tally_of(*backend_, point, range), tally_of(*reference, point, range))
          << "n0 = " << n0 << ", n1 = " << n1;
    }
  }
}

TEST_P(EveryBackend, CountsEveryIdOfARangeOnceHoweverItIsSplit) {
  const auto census = backend_->open(unit_point(2, 4, Distribution::normal, 1));
  const IdRange whole{(1ULL << 32) - 10'000, 30'000};
  const Tally expected = census->count(whole).tally;
  EXPECT_EQ(expected.at("tally", "unactivated") + expected.at("tally", "activated") +
                expected.at("tally", "degenerate"),
            30'000);
  for (const std::uint64_t cut : {1ULL, 4095ULL, 4096ULL, 10'000ULL, 29'999ULL}) {
    Tally parts = census->count({whole.first, cut}).tally;
    parts.merge(census->count({whole.first + cut, whole.count - cut}).tally);
    EXPECT_EQ(parts, expected) << "cut at " << cut;
  }
}

TEST_P(EveryBackend, CountsTheLivingDataThatOneThreadOfTheProcessorCounts) {
  const auto reference = make_cpu_backend(1);
  const IdRange range{(1ULL << 32) - 100, testing::networks_here(1000)};
  const auto compare = [&](const OnData<death::Point>& point, const std::string& what) {
    EXPECT_EQ(tally_of(*backend_, point, range), tally_of(*reference, point, range)) << what;
  };
  for (const death::Feature feature :
       {death::Feature::plain, death::Feature::batch_normalisation, death::Feature::residual,
        death::Feature::dense, death::Feature::skip}) {
    for (const float bias_scale : {0.0F, 0.5F}) {
      OnData<death::Point> point = death_point(20, {3, 3, 5, 2}, bias_scale, feature);
      const std::string what = "feature " + std::to_string(static_cast<int>(feature));
      compare(point, what);
      point.point.sign_rule = death::SignRule::most_living;
      compare(point, what + ", chosen signs");
      point.point.scheme = death::Scheme::randomised_asymmetric;
      compare(point, what + ", RAI");
      point.point.scheme = death::Scheme::orthogonal;
      compare(point, what + ", orthogonal");
    }
  }
  for (const int points : {1, 15, 16, 33, 300}) {
    compare(death_point(points, {2, 2, 2}), std::to_string(points) + " points");
  }
  for (const std::vector<int>& widths : {std::vector{1}, {40, 3}, std::vector(30, 2)}) {
    compare(death_point(20, widths, 0.5F), std::to_string(widths.size()) + " layers");
  }
  OnData<death::Point> wide = death_point(20, {40, 37, 5}, 0.5F);
  wide.point.scheme = death::Scheme::orthogonal;
  compare(wide, "wide layers, orthogonal");
}

TEST_P(EveryBackend, CountsTheLivingDataOfEveryIdOnceHoweverARangeIsSplit) {
  const auto census = backend_->open(death_point(9, {2, 3, 2}));
  const IdRange whole{(1ULL << 32) - 1000, 3000};
  const Tally expected = census->count(whole).tally;
  EXPECT_EQ(expected.at("tally", "networks"), 3000);
  for (const std::uint64_t cut : {1ULL, 127ULL, 128ULL, 1000ULL, 2999ULL}) {
    Tally parts = census->count({whole.first, cut}).tally;
    parts.merge(census->count({whole.first + cut, whole.count - cut}).tally);
    EXPECT_EQ(parts, expected) << "cut at " << cut;
  }
}

TEST_P(EveryBackend, CountsNothingInAnEmptyRange) {
  const auto census = backend_->open(unit_point(2, 4, Distribution::normal, 1));
  const Batch batch = census->count({5, 0});
  EXPECT_EQ(batch.tally.at("tally", "activated"), 0);
  EXPECT_TRUE(batch.undecided.empty());
  const Batch living = backend_->open(death_point(9, {2, 3}))->count({5, 0});
  EXPECT_EQ(living.tally.at("tally", "networks"), 0);
  EXPECT_EQ(living.tally.entries().size(), 2U + 10U + 2U + 2U);
}

TEST_P(EveryBackend, CountsAtTheEndOfTheIds) {
  const auto census = backend_->open(unit_point(1, 2, Distribution::uniform, 1));
  const Batch batch = census->count({~0ULL - 5000, 5000});
  EXPECT_EQ(batch.tally.at("tally", "activated") + batch.tally.at("tally", "unactivated"), 5000);
}

INSTANTIATE_TEST_SUITE_P(Backend, EveryBackend, ::testing::Values("cpu", "cuda"),
                         [](const auto& name) { return name.param; });

TEST(CpuBackend, CountsTheSameWithAnyNumberOfThreads) {
  const AnyPoint point = unit_point(3, 5, Distribution::laplace, 9);
  const IdRange range{77, 50'001};
  const Tally expected = tally_of(*make_cpu_backend(1), point, range);
  for (const int threads : {2, 3, 7}) {
    EXPECT_EQ(tally_of(*make_cpu_backend(threads), point, range), expected);
  }
}

TEST(CpuBackend, AveragesTheSameWithAnyNumberOfThreads) {
  const AnyPoint point =
      unactivated::AveragedPoint{unit_point(3, 5, Distribution::laplace, 9), {5, 5}};
  const IdRange range{77, 1001};
  const Tally expected = tally_of(*make_cpu_backend(1), point, range);
  for (const int threads : {2, 3, 7}) {
    EXPECT_EQ(tally_of(*make_cpu_backend(threads), point, range), expected);
  }
}

TEST(CpuBackend, CountsTheSameLivingDataWithAnyNumberOfThreads) {
  const AnyPoint point = death_point(17, {3, 2, 3}, 0.5F);
  const IdRange range{77, 5001};
  const Tally expected = tally_of(*make_cpu_backend(1), point, range);
  for (const int threads : {2, 3, 7}) {
    EXPECT_EQ(tally_of(*make_cpu_backend(threads), point, range), expected);
  }
}

TEST(CudaBackend, SaysWhyItCannotRun) {
  for (const DeviceReport& report : list_cuda_devices()) {
    EXPECT_TRUE(report.usable || !report.detail.empty());
  }
}

TEST(CudaBackend, CountsTheSameForAnyBatchSize) {
  for (const AnyPoint& point : {AnyPoint(unit_point(2, 4, Distribution::normal, 3)),
                                AnyPoint(death_point(17, {3, 2, 3}, 0.5F))}) {
    const IdRange range{0, 100'000};
    const Tally expected = tally_of(*make_cpu_backend(2), point, range);
    for (const std::uint64_t batch_size : {1ULL << 10, 12'345ULL, 1ULL << 20}) {
      CudaOptions options;
      options.batch_size = batch_size;
      try {
        EXPECT_EQ(tally_of(*make_cuda_backend(options), point, range), expected);
      } catch (const BackendUnavailable& reason) {
        GTEST_SKIP() << reason.what();
      }
    }
  }
}

}  // namespace
}  // namespace census
