#include "host/questions/deep/data_set.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include "cuda/random/law.hpp"
#include "host/identity.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/numpy_file.hpp"
#include "tests/support/temporary_directory.hpp"

namespace census {
namespace {

/// Returns the points, one row of coordinates each.
std::vector<std::vector<double>> rows(const DataSet& data) {
  std::vector<std::vector<double>> result(static_cast<std::size_t>(data.points));
  for (std::size_t p = 0; p < result.size(); ++p) {
    for (std::size_t k = 0; k < static_cast<std::size_t>(data.dimension); ++k) {
      result[p].push_back(data.values.at(k * result.size() + p));
    }
  }
  return result;
}

/// Returns sqrt(n) times the Kolmogorov-Smirnov distance of a sample from a law. For a sample of
/// that law it is above 2.75 with probability 5e-7.
double kolmogorov(std::vector<double> sample, const std::function<double(double)>& law) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double f = law(sample[i]);
    const auto before = static_cast<double>(i);
    distance = std::max({distance, f - before / n, (before + 1) / n - f});
  }
  return std::sqrt(n) * distance;
}

ParameterError refusal(const std::string& text, int dimension) {
  try {
    make_data_set(text, dimension, 1);
  } catch (const ParameterError& error) {
    EXPECT_EQ(error.parameter, "data");
    EXPECT_FALSE(error.problem.empty());
    EXPECT_FALSE(error.why.empty());
    return error;
  }
  ADD_FAILURE() << text << " in dimension " << dimension << " was read";
  return {};
}

TEST(DataSet, HasThePointsThatAreAskedFor) {
  for (const char* text : {"gaussian:50", "ball:50", "cube:50"}) {
    for (const int dimension : {1, 2, 7, 256}) {
      const auto data = make_data_set(text, dimension, 1);
      EXPECT_EQ(data->points, 50);
      EXPECT_EQ(data->dimension, dimension);
      ASSERT_EQ(data->values.size(), static_cast<std::size_t>(50 * dimension));
      EXPECT_TRUE(std::ranges::all_of(data->values, [](float x) { return x != 0.0F; }));
    }
  }
  EXPECT_EQ(make_data_set("ball:65536", 1, 1)->points, 65536);
}

TEST(DataSet, IsTheSameForTheSameSeedAlone) {
  for (const char* text : {"gaussian:5", "ball:5", "cube:5"}) {
    const std::string once = canonical_text(*make_data_set(text, 3, 7));
    EXPECT_EQ(canonical_text(*make_data_set(text, 3, 7)), once);
    EXPECT_NE(canonical_text(*make_data_set(text, 3, 8)), once);
  }
  EXPECT_EQ(canonical_text(*make_data_set("grid:5", 3, 7)),
            canonical_text(*make_data_set("grid:5", 3, 8)));
}

// Identities of points hold these texts: a change is a change of format.
TEST(DataSet, HasAPinnedHash) {
  EXPECT_EQ(canonical_text(*make_data_set("gaussian:4", 2, 1)), "4x2:9cecce3cbe0bb433");
  EXPECT_EQ(canonical_text(*make_data_set("ball:4", 2, 1)), "4x2:641ae6f361788522");
  EXPECT_EQ(canonical_text(*make_data_set("cube:4", 2, 1)), "4x2:3b732dd6404c4e7d");
  EXPECT_EQ(canonical_text(*make_data_set("grid:2", 2, 1)), "4x2:23fb13c25aad0c56");
}

TEST(DataSet, CanonicalTextsDifferWhereDataDo) {
  const DataSet data{{1, 2, 3, 4, 5, 6}, 3, 2};
  const std::string text = canonical_text(data);
  EXPECT_TRUE(text.starts_with("3x2:")) << text;
  EXPECT_EQ(canonical_text({data.values, 3, 2}), text);
  EXPECT_NE(canonical_text({data.values, 2, 3}), text);
  EXPECT_NE(canonical_text({{1, 2, 3, 4, 6, 5}, 3, 2}), text);
  EXPECT_NE(canonical_text({{1, 2, 3, 4, 5, std::nextafter(6.0F, 7.0F)}, 3, 2}), text);
}

TEST(DataSet, CoordinatesComeFromTheirWords) {
  const std::uint64_t key = generator_key(5, "data set");
  const r123::Philox4x32 philox;
  for (const auto& [text, distribution] :
       {std::pair{"gaussian:7", Distribution::normal}, {"cube:7", Distribution::uniform}}) {
    const auto data = make_data_set(text, 3, 5);
    for (std::uint32_t word = 0; word < 21; ++word) {
      const auto block =
          philox({{word / 4, 0, 0, 0}},
                 {{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)}});
      EXPECT_EQ(data->values[word], weight({distribution, 1.0F}, block[word % 4])) << text;
    }
  }
}

TEST(DataSet, CoordinatesHaveTheirLaw) {
  for (const auto& [text, distribution] :
       {std::pair{"gaussian:5000", Distribution::normal}, {"cube:5000", Distribution::uniform}}) {
    const auto data = make_data_set(text, 3, 1);
    const std::vector<double> all(data->values.begin(), data->values.end());
    EXPECT_LT(kolmogorov(all, [&](double x) { return testing::cumulative(distribution, x); }), 2.75)
        << text;
    if (distribution != Distribution::uniform) continue;
    EXPECT_TRUE(std::ranges::all_of(all, [](double x) { return std::fabs(x) <= 1; }));
  }
}

TEST(DataSet, BallIsUniform) {
  constexpr int points = 20'000;
  for (const int dimension : {1, 2, 3, 10}) {
    std::vector<double> volumes;
    std::vector<double> means(static_cast<std::size_t>(dimension));
    std::vector<double> squares = means;
    for (const auto& x : rows(*make_data_set("ball:20000", dimension, 1))) {
      double square = 0.0;
      for (std::size_t k = 0; k < x.size(); ++k) {
        square += x[k] * x[k];
        means[k] += x[k] / points;
        squares[k] += x[k] * x[k] / points;
      }
      ASSERT_LE(square, 1 + 1e-6);
      volumes.push_back(std::pow(square, dimension / 2.0));
    }
    EXPECT_LT(kolmogorov(volumes, [](double v) { return std::clamp(v, 0.0, 1.0); }), 2.75)
        << dimension;
    // The mean of x^2 is 1 / (d + 2), that of x^4 is 3 / ((d + 2) (d + 4)).
    const double second = 1.0 / (dimension + 2);
    const double fourth = 3 * second / (dimension + 4);
    for (std::size_t k = 0; k < means.size(); ++k) {
      EXPECT_NEAR(means[k], 0.0, 5 * std::sqrt(second / points)) << dimension;
      EXPECT_NEAR(squares[k], second, 5 * std::sqrt((fourth - second * second) / points))
          << dimension;
    }
  }
}

TEST(DataSet, GridIsExact) {
  EXPECT_EQ(make_data_set("grid:5", 1, 1)->values, (std::vector<float>{-1, -.5F, 0, .5F, 1}));
  const std::vector<std::vector<double>> plane = {{-1, -1}, {0, -1}, {1, -1}, {-1, 0}, {0, 0},
                                                  {1, 0},   {-1, 1}, {0, 1},  {1, 1}};
  EXPECT_EQ(rows(*make_data_set("grid:3", 2, 1)), plane);
  auto corners = rows(*make_data_set("grid:2", 5, 1));
  EXPECT_EQ(corners.size(), 32U);
  for (const auto& corner : corners) {
    EXPECT_TRUE(std::ranges::all_of(corner, [](double x) { return std::fabs(x) == 1; }));
  }
  std::ranges::sort(corners);
  EXPECT_EQ(std::ranges::unique(corners).size(), 0U);
  // Symmetric about 0 to the last bit.
  const auto fine = make_data_set("grid:8", 1, 1)->values;
  for (std::size_t i = 0; i < fine.size(); ++i) EXPECT_EQ(fine[i], -fine[fine.size() - 1 - i]);
}

TEST(DataSet, GridsHaveLimits) {
  EXPECT_EQ(make_data_set("grid:65536", 1, 1)->points, 65536);
  EXPECT_EQ(make_data_set("grid:256", 2, 1)->points, 65536);
  EXPECT_EQ(make_data_set("grid:2", 16, 1)->points, 65536);
  EXPECT_EQ(refusal("grid:257", 2).why, "257^2 points are more than 65536");
  EXPECT_EQ(refusal("grid:2", 17).why, "2^17 points are more than 65536");
  EXPECT_EQ(refusal("grid:65536", 256).why, "65536^256 points are more than 65536");
  EXPECT_EQ(refusal("grid:1", 3).why, "a grid has at least 2 points along each axis");
}

TEST(DataSet, OtherTextsAreRefused) {
  for (const char* text :
       {"", ":", "gaussian", "gaussian:", "gaussian:0", "gaussian:-1", "gaussian:+4",
        "gaussian:1.5", "gaussian:4 ", "gaussian: 4", "gaussian:65537", "ball:99999999999",
        "cube:1e3", "Gaussian:4", "sphere:4", "4", "points.txt", "points.csv.gz"}) {
    const ParameterError error = refusal(text, 2);
    EXPECT_EQ(error.problem, "data = '" + std::string(text) + "' cannot be used");
    EXPECT_EQ(error.why, "a data set is " + data_help() + "; at most 65536 points");
  }
  EXPECT_EQ(refusal("gausian:4", 2).suggestion, "did you mean 'gaussian'?");
  EXPECT_EQ(refusal("gaussian:x", 2).suggestion, "");
}

/// Points of the user's, in a file of their own.
class DataSetFiles : public ::testing::Test {
 protected:
  std::string csv(const std::string& text) { return write_file(directory_ / "a.csv", text); }

  TemporaryDirectory directory_;
};

TEST_F(DataSetFiles, AreReadPointByPoint) {
  const std::string file = csv("1,2,3\n-4,0,6\n");
  const auto data = make_data_set(file, 3, 1);
  EXPECT_EQ(rows(*data), (std::vector<std::vector<double>>{{1, 2, 3}, {-4, 0, 6}}));
  const std::string npy = write_file(
      directory_ / "a.npy", testing::numpy_file(testing::numpy_dictionary("<f8", "(2, 3)"),
                                                testing::bytes_of<double>({1, 2, 3, -4, 0, 6})));
  EXPECT_EQ(canonical_text(*make_data_set(npy, 3, 2)), canonical_text(*data));
}

TEST_F(DataSetFiles, HoldTheNumbersAndNotHowTheyAreWritten) {
  EXPECT_EQ(canonical_text(*make_data_set(csv("0,0.5\n"), 2, 1)),
            canonical_text(*make_data_set(csv("# x, y\n -0.0 , 5e-1\r\n"), 2, 1)));
}

TEST_F(DataSetFiles, HaveTheDimensionOfTheInputs) {
  const std::string file = csv("1,2,3\n-4,0,6\n");
  EXPECT_EQ(refusal(file, 2).why, "its points have 3 coordinates, and inputs is 2");
  EXPECT_EQ(refusal(file, 2).suggestion, "set inputs to 3, or give each point 2");
  const std::string npy =
      write_file(directory_ / "a.npy", testing::numpy_file(testing::numpy_dictionary("<f4", "(2,)"),
                                                           testing::bytes_of<float>({1, 2})));
  EXPECT_EQ(make_data_set(npy, 1, 1)->points, 2);
  EXPECT_EQ(refusal(npy, 2).why, "its points have 1 coordinates, and inputs is 2");
}

TEST_F(DataSetFiles, HaveCoordinatesThatTheKernelsTake) {
  const auto why = [&](const std::string& number) {
    return refusal(csv("1,1\n1," + number + "\n"), 2).why;
  };
  const auto expected = [](const std::string& shown) {
    return "coordinate 2 of point 2 is " + shown +
           "; the program takes 0 and magnitudes from 2^-32 to 2^32";
  };
  EXPECT_EQ(why("inf"), expected("inf"));
  EXPECT_EQ(why("-inf"), expected("-inf"));
  EXPECT_EQ(why("nan"), expected("nan"));
  EXPECT_EQ(why("4294967296.5"), expected("4.29497e+09"));
  EXPECT_EQ(why("-1e300"), expected("-1e+300"));
  EXPECT_EQ(why("1e-10"), expected("1e-10"));
  EXPECT_EQ(why("-1e-300"), expected("-1e-300"));
  EXPECT_EQ(rows(*make_data_set(csv("4294967296,2.3283064365386963e-10\n-0,0\n"), 2, 1)),
            (std::vector<std::vector<double>>{{0x1p32, 0x1p-32}, {0, 0}}));
}

TEST_F(DataSetFiles, HaveAtMostSoManyPoints) {
  std::string text;
  for (int p = 0; p < most_data_points; ++p) text += "1\n";
  EXPECT_EQ(make_data_set(csv(text), 1, 1)->points, most_data_points);
  EXPECT_EQ(refusal(csv(text + "1\n"), 1).why, "65537 points are more than 65536");
}

TEST_F(DataSetFiles, SayWhatIsWrongInThem) {
  const std::string file = csv("1,2\n3;4\n");
  EXPECT_EQ(refusal(file, 2).problem, file + ":2:1: '3;4' is not a number");
  EXPECT_EQ(refusal(directory_ / "b.csv", 2).problem,
            "the file '" + (directory_ / "b.csv") + "' cannot be read");
}

TEST(DataSet, KnowsWhetherAPointIsTheOrigin) {
  EXPECT_TRUE(contains_origin(*make_data_set("grid:3", 2, 1)));
  EXPECT_FALSE(contains_origin(*make_data_set("grid:2", 2, 1)));
  EXPECT_FALSE(contains_origin(*make_data_set("gaussian:64", 1, 1)));
  EXPECT_TRUE(contains_origin({{1, 0, 1, 0}, 2, 2}));
  EXPECT_FALSE(contains_origin({{1, 0, 0, 1}, 2, 2}));
  EXPECT_TRUE(contains_origin({{1, -0.0F}, 2, 1}));
}

TEST(ShrunkData, AreDrawnToTheirFirstPoint) {
  const auto whole = make_data_set("gaussian:40", 3, 5);
  EXPECT_EQ(rows(shrunk(*whole, 0)), rows(*whole));
  for (const int halvings : {1, 7, 20}) {
    const auto before = rows(*whole);
    const auto after = rows(shrunk(*whole, halvings));
    EXPECT_EQ(after[0], before[0]);
    for (std::size_t p = 0; p < before.size(); ++p) {
      for (std::size_t k = 0; k < 3; ++k) {
        const double centre = before[0][k];
        const double exact = centre + std::ldexp(before[p][k] - centre, -halvings);
        EXPECT_NEAR(after[p][k], exact, 0x1p-23 * std::fmax(1.0, std::fabs(centre)));
      }
    }
  }
}

TEST(ShrunkData, HaveNoCoordinateThatIsTooSmall) {
  // 2^-31 + (-2^-31 + 2^-40 - 2^-31) / 2 is 2^-41.
  const DataSet data{{0x1p-31F, -0x1p-31F + 0x1p-40F}, 2, 1};
  EXPECT_EQ(shrunk(data, 1).values, (std::vector{0x1p-31F, 0.0F}));
}

TEST(ShrunkData, AreReadAndShown) {
  std::vector<ParameterError> errors;
  const Parameters given = {{"data", "cube:9"}, {"shrink", 3}};
  EXPECT_EQ(read_data(given, 2, 4, read_user_file, errors)->values,
            shrunk(*make_data_set("cube:9", 2, 4), 3).values);
  EXPECT_TRUE(errors.empty());
  Parameters shown;
  show_data(given, 4, shown);
  EXPECT_EQ(shown.dump(), R"({"data":"cube:9","data_seed":4,"shrink":3})");
  for (const Parameters& wrong : {Parameters(-1), Parameters(21), Parameters(0.5)}) {
    errors.clear();
    EXPECT_EQ(read_data({{"shrink", wrong}}, 2, 4, read_user_file, errors), nullptr);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].parameter, "shrink");
  }
}

}  // namespace
}  // namespace census
