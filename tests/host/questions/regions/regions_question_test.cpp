#include "host/questions/regions/regions_question.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/backend.hpp"
#include "host/config/parameter_errors.hpp"
#include "host/questions/regions/exact_regions.hpp"
#include "host/questions/regions/picture.hpp"
#include "host/questions/regions/regions_point.hpp"
#include "host/statistics/sample.hpp"
#include "tests/support/region_cases.hpp"

namespace census::regions {
namespace {

Tally count(const QuestionPoint& point, std::uint64_t networks, int threads = 2) {
  const auto backend = make_cpu_backend(threads);
  const auto estimator = point.estimator("plain");
  Batch batch = backend->open(estimator->kernel_point(7))->count({0, networks});
  batch.tally.merge(estimator->resolve(7, batch.undecided));
  return batch.tally;
}

Parameters layers(const char* widths, const char* domain) {
  return {{"inputs", 2}, {"widths", widths}, {"biases", "normal:0.3"}, {"domain", domain}};
}

std::string errors_of(const Parameters& given) {
  try {
    RegionsQuestion().point(given);
  } catch (const ParameterErrors& refused) {
    std::string text;
    for (const ParameterError& error : refused.all)
      text += error.parameter + ": " + error.why + "\n";
    return text;
  }
  return "";
}

TEST(RegionsQuestion, OneLayerHasTheRegionsOfZaslavsky) {
  for (const char* domain : {"plane", "space"}) {
    const auto point = RegionsQuestion().point(layers("8", domain));
    const Tally tally = count(*point, 2000);
    const auto estimator = point->estimator("plain");
    EXPECT_EQ(point->theory().fraction, "37");
    EXPECT_EQ(probability(estimator->sample(tally)), 37.0);
    EXPECT_EQ(z_score(estimator->sample(tally), 37.0), 0.0);
    const Measure bounded = estimator->measures(tally).at(0);
    EXPECT_EQ(bounded.name, "bounded_regions");
    EXPECT_EQ(probability(bounded.sample), 21.0);
    EXPECT_EQ(bounded.theory.value, 21.0);
  }
  const auto line = RegionsQuestion().point(layers("8", "line"));
  EXPECT_EQ(probability(line->estimator("plain")->sample(count(*line, 2000))), 9.0);
  Parameters central = layers("8", "plane");
  central["biases"] = "zero";
  const auto point = RegionsQuestion().point(central);
  EXPECT_EQ(point->theory().value, 16.0);
  EXPECT_EQ(probability(point->estimator("plain")->sample(count(*point, 2000))), 16.0);
}

TEST(RegionsQuestion, MeansHaveTheirIntervals) {
  const auto point = RegionsQuestion().point(layers("8,8", "box:3"));
  const auto estimator = point->estimator("plain");
  const Sample sample = estimator->sample(count(*point, 2000));
  const double mean = probability(sample);
  EXPECT_GT(mean, 60.0);
  EXPECT_LT(mean, 200.0);
  const Interval at95 = interval(sample, 0.95);
  EXPECT_EQ(at95.method, "student-t");
  EXPECT_LT(at95.high - at95.low, 5.0);
  EXPECT_LT(at95.low, mean);
  EXPECT_GT(at95.high, mean);
  EXPECT_TRUE(std::isnan(variance_gain(sample)));
  const Measure scaled = estimator->measures(count(*point, 2000)).back();
  EXPECT_EQ(scaled.name, "scaled_regions");
  EXPECT_DOUBLE_EQ(probability(scaled.sample), mean * 2.0 / (16.0 * 16.0));
  EXPECT_DOUBLE_EQ(standard_error(scaled.sample), standard_error(sample) * 2.0 / (16.0 * 16.0));
}

TEST(RegionsQuestion, CountsTheSameWithAnyNumberOfThreads) {
  for (const char* domain : {"box:3", "plane", "line", "segment:2", "polygon:0,0;1,0;0,1"}) {
    const auto point = RegionsQuestion().point(layers("6,6", domain));
    EXPECT_EQ(count(*point, 500, 1), count(*point, 500, 2)) << domain;
  }
}

TEST(RegionsQuestion, ReplayIsExactAndAgrees) {
  const auto point = RegionsQuestion().point(layers("5,5", "box:3"));
  const auto estimator = point->estimator("plain");
  Integer regions = 0;
  for (std::uint64_t id = 0; id < 50; ++id) {
    regions += estimator->replay(7, id)["regions"].get<int>();
  }
  EXPECT_EQ(count(*point, 50).at("tally", "regions"), regions);
}

TEST(RegionsQuestion, RefusesDomainsThatAreNone) {
  EXPECT_EQ(errors_of(layers("4", "box:3")), "");
  for (const char* domain : {"box", "box:0", "box:x", "polygon:0,0;1,0", "polygon:0,0;0,1;1,0",
                             "polygon:0,0;1,0;2,0", "polygon:0,0;1", "ball:1", "segment:-1"}) {
    EXPECT_TRUE(errors_of(layers("4", domain)).starts_with("domain: ")) << domain;
  }
  EXPECT_TRUE(errors_of(layers("4,4", "space")).starts_with("domain: "));
  Parameters line = layers("4", "plane");
  line["inputs"] = 1;
  EXPECT_TRUE(errors_of(line).starts_with("domain: a plane needs"));
  Parameters wide = layers("4", "plane");
  wide["inputs"] = 1000;
  EXPECT_EQ(errors_of(wide), "");
  wide["through"] = "random";
  EXPECT_EQ(errors_of(wide), "");
}

// What a number in a ledger stands for must not change.
TEST(RegionsQuestion, IdentitiesArePinned) {
  EXPECT_EQ(RegionsQuestion().point(layers("2", "segment:2"))->identity(),
            "regions/1 inputs=2 widths=2 scheme=independent weights=normal*0x1p+0; "
            "biases=normal*0x1.333334p-2; domain=0/0 0x0p+0 0x0p+0 0x1p+0 0x0p+0 0x0p+0 0x1p+0 "
            "ends=-0x1p+1,0x1p+1");
}

/// The polygon of the plane through three points whose corners are these points.
Parameters through(const std::string& points, const char* domain = "polygon:0,0;1,0;0,1") {
  Parameters given = layers("6,6", domain);
  given["through"] = points;
  return given;
}

// The triangle of three points is the same whatever coordinates it has.
TEST(RegionsQuestion, CountsOnTheTriangleOfThreePoints) {
  const auto mean = [](const Parameters& given) {
    const auto point = RegionsQuestion().point(given);
    const auto estimator = point->estimator("plain");
    return estimator->sample(count(*point, 4000));
  };
  const Sample on_axes = mean(layers("6,6", "polygon:-1,-1;2,-1;-1,2"));
  for (const char* points : {"-1,-1;2,-1;-1,2", "2,-1;-1,2;-1,-1"}) {
    const Sample given = mean(through(points));
    EXPECT_NEAR(probability(given), probability(on_axes),
                5.0 * std::hypot(standard_error(given), standard_error(on_axes)))
        << points;
  }
}

// Points of a segment, and an origin that is not that of input space: one layer has at most one
// breakpoint for each neuron, and its mean is known for normal parameters.
TEST(RegionsQuestion, BreakpointsBetweenTwoPointsAreThoseOfTheAngleBetweenThem) {
  Parameters given{{"inputs", 3},
                   {"width", 8},
                   {"depth", 1},
                   {"init", "unit-normal"},
                   {"biases", "normal:2"},
                   {"domain", "segment:0,1"},
                   {"through", "1,2,-1;3,0.5,0.25"}};
  const auto point = RegionsQuestion().point(given);
  const auto estimator = point->estimator("plain");
  const Measure crossings = estimator->measures(count(*point, 20000)).at(0);
  EXPECT_EQ(crossings.name, "crossings_per_neuron");
  // (p, 2) and (q, 2) span the angle whose share of a half turn separates them.
  const double product = 3.0 + 1.0 - 0.25 + 4.0;
  const double angle = std::acos(product / std::sqrt((6.0 + 4.0) * (9.0 + 0.3125 + 4.0)));
  EXPECT_NEAR(probability(crossings.sample), angle / M_PI, 5.0 * standard_error(crossings.sample));
  EXPECT_NEAR(crossings.theory.value.value(), angle / M_PI, 1e-12);
  EXPECT_NEAR(point->theory().value.value(), 1.0 + 8.0 * angle / M_PI, 1e-12);
}

TEST(RegionsQuestion, NetworksOnPlanesThroughPointsAreExact) {
  for (const char* domain : {"plane", "line", "segment:-1,2", "box:2"}) {
    const bool is_line = std::string(domain) == "line" || domain[0] == 's';
    const auto point =
        RegionsQuestion().point(through(is_line ? "0.1,0.7;-3e5,2" : "0.1,0.7;0.3,-0.2", domain));
    const auto estimator = point->estimator("plain");
    const Batch batch = make_cpu_backend(2)->open(estimator->kernel_point(7))->count({0, 20});
    EXPECT_LE(batch.undecided.size(), 1U) << domain;
    Tally tally = batch.tally;
    tally.merge(estimator->resolve(7, batch.undecided));
    std::vector<std::uint64_t> ids;
    for (std::uint64_t id = 0; id < 20; ++id) ids.push_back(id);
    EXPECT_EQ(tally, estimator->resolve(7, ids)) << domain;
  }
}

// Without biases the lines of a layer pass through the origin of input space, which is on the plane
// or not.
TEST(RegionsQuestion, PlanesMissTheOriginOrContainIt) {
  const auto without_biases = [](const char* points) {
    Parameters given{{"inputs", 3},      {"width", 6},        {"depth", 1},
                     {"biases", "zero"}, {"domain", "plane"}, {"through", points}};
    const auto point = RegionsQuestion().point(given);
    const Tally tally = count(*point, 50);
    EXPECT_EQ(tally.at("tally", "regions"), 50 * Integer(point->theory().fraction)) << points;
    return point->theory().fraction;
  };
  EXPECT_EQ(without_biases("1,2,3;0,1,1"), "12");
  EXPECT_EQ(without_biases("0,0,0;1,2,3;0,1,1"), "12");
  EXPECT_EQ(without_biases("1,2,3;0,1,1;-1,-1,-2"), "12");
  EXPECT_EQ(without_biases("1,2,3;0,1,1;1,1,1"), "22");
}

TEST(RegionsQuestion, ScaledTheoryIsThatOfTheRegions) {
  const auto point = RegionsQuestion().point(layers("8", "plane"));
  const std::vector<Measure> measures = point->estimator("plain")->measures(count(*point, 10));
  EXPECT_EQ(measures.at(1).name, "crossings_per_neuron");
  EXPECT_EQ(measures.at(1).theory.value, 1.0);
  EXPECT_EQ(probability(measures.at(1).sample), 1.0);
  EXPECT_EQ(measures.at(2).theory.value, 37.0 * 2.0 / 64.0);
  EXPECT_EQ(probability(measures.at(2).sample), measures.at(2).theory.value);
}

// A ledger that an earlier version began.
TEST(RegionsQuestion, ReadsTalliesWithoutCrossingsOfNetworks) {
  const auto point = RegionsQuestion().point(layers("8", "plane"));
  std::vector<TallyEntry> entries = count(*point, 10).entries();
  std::erase_if(entries, [](const auto& entry) { return entry.group == "crossings_of_network"; });
  EXPECT_EQ(point->estimator("plain")->measures(Tally(entries)).size(), 2U);
}

TEST(Picture, ShowsTheRegionsThatAreCounted) {
  const auto point = RegionsQuestion().point(layers("6,6", "box:3"));
  const Point kernel = dynamic_cast<const RegionsPoint&>(*point).kernel_point(7);
  for (std::uint64_t id = 0; id < 50; ++id) {
    const Picture picture = make_picture(kernel, id);
    EXPECT_EQ(picture.regions.size(), count_exactly(kernel, id).regions) << id;
    double area = 0.0;
    for (const PictureRegion& region : picture.regions) {
      for (std::size_t k = 0; k < region.s.size(); ++k) {
        const std::size_t next = (k + 1) % region.s.size();
        area += (region.s[k] * region.t[next] - region.s[next] * region.t[k]) / 2.0;
      }
    }
    EXPECT_NEAR(area, 36.0, 1e-9);
  }
  // The same on the triangle of three points.
  const auto triangle = RegionsQuestion().point(through("0.1,0.7;0.3,-0.2;-2,1"));
  const auto& placed = dynamic_cast<const RegionsPoint&>(*triangle);
  for (std::uint64_t id = 0; id < 20; ++id) {
    EXPECT_EQ(make_picture(placed.kernel_point(7), id, placed.given_points()).regions.size(),
              count_exactly(placed.kernel_point(7), id, placed.given_points()).regions)
        << id;
  }
  const std::string svg = to_svg(make_picture(kernel, 0), kernel, "a < b");
  EXPECT_TRUE(svg.starts_with("<svg "));
  EXPECT_NE(svg.find("a &lt; b"), std::string::npos);
  EXPECT_NE(svg.find("font-size=\"15.0\""), std::string::npos);
  // A long title still fits in 800 pixels.
  const std::string wide = to_svg(make_picture(kernel, 0), kernel, std::string(120, 'm'));
  EXPECT_NE(wide.find("font-size=\"12.8\""), std::string::npos);
}

// Colours that every viewer knows, light enough for lines to be seen.
TEST(Picture, IsColouredInRedGreenAndBlue) {
  const Point kernel = testing::region_point(2, {6, 6}, Extent::polygon);
  const std::string svg = to_svg(make_picture(kernel, 0), kernel, "");
  std::size_t coloured = 0;
  const std::string key = "fill=\"#";
  for (std::size_t at = svg.find(key); at != std::string::npos; at = svg.find(key, at + 1)) {
    ++coloured;
    ASSERT_EQ(svg[at + key.size() + 6], '"');
    const auto channel = [&](std::size_t k) {
      return std::stoi(svg.substr(at + key.size() + 2 * k, 2), nullptr, 16);
    };
    const int greatest = std::max({channel(0), channel(1), channel(2)});
    const int least = std::min({channel(0), channel(1), channel(2)});
    EXPECT_GE(greatest + least, 2 * 167) << svg.substr(at, 20);  // lightness 66 %
    EXPECT_GT(greatest, least);
  }
  EXPECT_EQ(coloured, make_picture(kernel, 0).regions.size());
}

// Without biases whole layers can be 0 on a region, and boundaries meet in points that rounding
// moves.
TEST(Picture, ShowsTheRegionsOfNetworksWithoutBiases) {
  for (const std::vector<int>& widths : {std::vector<int>{2, 2, 2, 2}, {1, 1}, {4, 4}}) {
    const Point kernel = testing::region_point(2, widths, Extent::polygon, 0.0);
    for (std::uint64_t id = 0; id < 30; ++id) {
      EXPECT_EQ(make_picture(kernel, id).regions.size(), count_exactly(kernel, id).regions)
          << widths.size() << " layers, id " << id;
    }
  }
}

}  // namespace
}  // namespace census::regions
