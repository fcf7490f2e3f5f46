#include "host/run/audit.hpp"

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "host/questions/question.hpp"

namespace census {
namespace {

TEST(AuditedIds, AreOneInEveryBlockAndAFewAmongTheFirst) {
  constexpr std::uint64_t block = 1ULL << 20;
  const auto first_million = audited_ids({0, block}, 7);
  EXPECT_GE(first_million.size(), 20U);
  EXPECT_LE(first_million.size(), 22U);
  EXPECT_EQ(first_million.front(), 0U);
  EXPECT_EQ(audited_ids({3 * block, 1000 * block}, 7).size(), 1000U);
  EXPECT_TRUE(audited_ids({5, 0}, 7).empty());
  EXPECT_LE(audited_ids({~0ULL - 10, 10}, 7).size(), 1U);
}

TEST(AuditedIds, DoNotDependOnHowARangeIsSplit) {
  const IdRange whole{100, 5'000'000};
  const auto expected = audited_ids(whole, 3);
  for (const std::uint64_t cut : {1ULL, 1000ULL, 948'476ULL, 3'000'000ULL}) {
    auto parts = audited_ids({whole.first, cut}, 3);
    const auto rest = audited_ids({whole.first + cut, whole.count - cut}, 3);
    parts.insert(parts.end(), rest.begin(), rest.end());
    EXPECT_EQ(parts, expected);
  }
}

TEST(AuditedIds, DifferBetweenPoints) {
  EXPECT_NE(audited_ids({0, 1 << 22}, 1), audited_ids({0, 1 << 22}, 2));
}

/// A backend that gets one network wrong.
class WrongAbout final : public Census {
 public:
  WrongAbout(Census& right, std::uint64_t id) : right_(right), id_(id) {}

  Batch count(IdRange range) override {
    if (range.count == 1 && range.first == id_) {
      Batch wrong = right_.count({id_ + 1, 1});
      for (std::uint64_t other = id_ + 2; wrong.tally == right_.count(range).tally; ++other) {
        wrong = right_.count({other, 1});
      }
      return wrong;
    }
    return right_.count(range);
  }
  std::uint64_t preferred_batch() const override { return right_.preferred_batch(); }

 private:
  Census& right_;
  std::uint64_t id_;
};

class Audit : public ::testing::TestWithParam<std::string> {};

TEST_P(Audit, ConfirmsARightBackendAndStopsAWrongOne) {
  const auto point = find_question("unactivated")->point({{"n0", 1}, {"n1", 3}});
  const auto estimator = point->estimator(GetParam());
  const auto census = make_cpu_backend(1)->open(estimator->kernel_point(5));
  const IdRange range{0, 100'000};
  EXPECT_GE(audit(*census, *point, *estimator, 5, range), 15U);

  WrongAbout wrong(*census, 0);
  try {
    audit(wrong, *point, *estimator, 5, range);
    FAIL() << "a wrong verdict went unnoticed";
  } catch (const AuditFailure& failure) {
    EXPECT_NE(std::string(failure.what()).find("replay --n0 '1' --n1 '3'"), std::string::npos)
        << failure.what();
    EXPECT_NE(std::string(failure.what()).find("--seed 5 --id 0 --estimator " + GetParam()),
              std::string::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(Estimators, Audit, ::testing::Values("plain", "signs", "orbit"),
                         [](const auto& name) { return name.param; });

}  // namespace
}  // namespace census
