#include "host/report/write_report.hpp"

#include <gtest/gtest.h>

#include "tests/host/report/example_sweep.hpp"
#include "tests/host/report/gnuplot_stand_in.hpp"

namespace census {
namespace {

TEST(WriteReport, WritesBothFormatsUnderTheDirectorysName) {
  const OwnPath path;
  const TemporaryDirectory directory;
  const std::string place = directory / "monday/";
  std::filesystem::create_directory(place);
  const SweepConfig config = example_config();
  const std::string note = write_report(SweepDirectory(place), config, example_rows(config));
  EXPECT_TRUE(contains(note, "run 'relu-census report " + place + "'")) << note;
  EXPECT_TRUE(read_file(place + "report.md").starts_with("# monday\n"));
  const std::string html = read_file(place + "report.html");
  EXPECT_TRUE(contains(html, "<h1>monday</h1>"));
  EXPECT_TRUE(contains(html, "gnuplot is not installed"));
  EXPECT_TRUE(std::filesystem::exists(place + "plots/probability.gp"));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(place)) {
    EXPECT_NE(entry.path().extension(), ".partial");
  }
}

TEST(WriteReport, PutsThePicturesIntoThePage) {
  const OwnPath path;
  path.add_gnuplot("echo '<svg>drawn</svg>' >\"${2%.gp}.svg\"");
  const TemporaryDirectory directory;
  const SweepConfig config = example_config();
  const SweepDirectory place(directory / "");
  EXPECT_EQ(write_report(place, config, example_rows(config)), "");
  EXPECT_EQ(occurrences(read_file(directory / "report.html"),
                        "src=\"data:image/svg+xml,%3Csvg%3Edrawn%3C/svg%3E%0A\""),
            3U);
  EXPECT_TRUE(contains(read_file(directory / "report.md"), "(plots/residuals.svg)"));
}

TEST(WriteReport, SaysWhichFileCannotBeWritten) {
  const OwnPath path;
  const TemporaryDirectory directory;
  std::filesystem::create_directory(directory / "report.md.partial");
  const SweepConfig config = example_config();
  try {
    write_report(SweepDirectory(directory / ""), config, {});
    ADD_FAILURE() << "it was written";
  } catch (const std::runtime_error& error) {
    EXPECT_TRUE(contains(error.what(), "report.md")) << error.what();
  }
}

}  // namespace
}  // namespace census
