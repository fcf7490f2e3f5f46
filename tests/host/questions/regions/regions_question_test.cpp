#include "host/questions/regions/regions_question.hpp"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "cuda/census/backend.hpp"
#include "host/config/parameter_errors.hpp"
#include "host/questions/regions/exact_regions.hpp"
#include "host/questions/regions/picture.hpp"
#include "host/questions/regions/regions_point.hpp"
#include "host/statistics/sample.hpp"

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
  wide["inputs"] = 100;
  EXPECT_TRUE(errors_of(wide).starts_with("domain: along the axes"));
  wide["through"] = "random";
  EXPECT_EQ(errors_of(wide), "");
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
  const std::string svg = to_svg(make_picture(kernel, 0), kernel, "a < b");
  EXPECT_TRUE(svg.starts_with("<svg "));
  EXPECT_NE(svg.find("a &lt; b"), std::string::npos);
}

}  // namespace
}  // namespace census::regions
