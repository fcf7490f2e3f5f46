#include "host/run/progress.hpp"

#include <array>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/output/readable.hpp"

namespace census {
namespace {

// A stream that remembers what was written to it.
class Screen {
 public:
  Screen() : file_(std::tmpfile()) {}
  ~Screen() { std::fclose(file_); }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  std::FILE* stream() { return file_; }

  std::string text() {
    std::string all;
    std::rewind(file_);
    for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_)) all += static_cast<char>(c);
    return all;
  }

 private:
  std::FILE* file_;
};

constexpr ProgressStyle file_style{};
constexpr ProgressStyle terminal_style{.terminal = true, .colours = false, .columns = 200};

Progress at(double seconds, std::uint64_t done, std::uint64_t total = 1'000'000) {
  return {.done = done,
          .total = total,
          .seconds = seconds,
          .sample = Proportion{done / 10, done},
          .label = {}};
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t i = text.find(part); i != std::string::npos; i = text.find(part, i + 1)) ++count;
  return count;
}

TEST(DescribeProgress, SaysHowFarHowFastHowPreciseHowLong) {
  const std::string text = describe(at(2.0, 250'000));
  EXPECT_EQ(
      text,
      "2.5e5 of 1e6 networks (25.0 %), 1.25e5 networks/s, P = 0.10000 +- 0.00060, 6.00 s left");
  Progress labelled = at(2.0, 250'000);
  labelled.label = "point 2 of 9";
  EXPECT_EQ(describe(labelled), "point 2 of 9: " + text);
}

TEST(DescribeProgress, AdmitsWhatItDoesNotKnow) {
  const std::string text = describe(at(2.0, 0));
  EXPECT_NE(text.find("P unknown"), std::string::npos);
  EXPECT_NE(text.find("unknown left"), std::string::npos);
}

TEST(ProgressLine, ShowsNothingForShortWork) {
  Screen screen;
  {
    ProgressLine line(screen.stream(), terminal_style);
    line.report(at(0.3, 400'000));
    line.report(at(0.9, 1'000'000));
  }
  EXPECT_EQ(screen.text(), "");
}

TEST(ProgressLine, RedrawsAFewTimesPerSecondOnATerminal) {
  Screen screen;
  {
    ProgressLine line(screen.stream(), terminal_style);
    for (std::uint64_t i = 1; i <= 1000; ++i) {
      line.report(at(static_cast<double>(i) * 0.01, i * 1000));
    }
  }
  const std::size_t drawn = occurrences(screen.text(), "networks/s");
  EXPECT_GE(drawn, 30U);
  EXPECT_LE(drawn, 50U);
}

TEST(ProgressLine, ClearsItsLineAtTheEnd) {
  Screen screen;
  { ProgressLine(screen.stream(), terminal_style).report(at(1.5, 100)); }
  EXPECT_TRUE(screen.text().ends_with("\r\033[K"));
  EXPECT_EQ(screen.text().find('\n'), std::string::npos);
}

TEST(ProgressLine, FitsTheTerminal) {
  Screen screen;
  ProgressLine(screen.stream(), {.terminal = true, .colours = false, .columns = 40})
      .report(at(1.5, 100));
  std::string text = screen.text();
  for (const std::string& code : {std::string("\r"), std::string("\033[K")}) {
    for (auto i = text.find(code); i != std::string::npos; i = text.find(code)) {
      text.erase(i, code.size());
    }
  }
  EXPECT_EQ(display_width(text), 39U);
}

TEST(ProgressLine, WritesPlainLinesEveryTenSecondsElsewhere) {
  Screen screen;
  {
    ProgressLine line(screen.stream(), file_style);
    for (std::uint64_t i = 1; i <= 350; ++i) {
      line.report(at(static_cast<double>(i) * 0.1, i * 2000));
    }
  }
  const std::string text = screen.text();
  EXPECT_EQ(occurrences(text, "\n"), 3U);
  EXPECT_EQ(occurrences(text, "networks/s"), 3U);
  EXPECT_EQ(text.find('\033'), std::string::npos);
  EXPECT_EQ(text.find('\r'), std::string::npos);
}

TEST(ProgressLine, NeverRunsBackwards) {
  Screen screen;
  {
    ProgressLine line(screen.stream(), file_style);
    line.report(at(20.0, 500'000));
    line.report(at(40.0, 400'000));
    line.report(at(60.0, 600'000));
  }
  const std::string text = screen.text();
  EXPECT_EQ(text.find("40.0 %"), std::string::npos);
  EXPECT_NE(text.find("50.0 %"), std::string::npos);
  EXPECT_NE(text.find("60.0 %"), std::string::npos);
}

TEST(ProgressLine, HasColoursOnlyWhereTheyAreWanted) {
  Screen plain;
  ProgressLine(plain.stream(), terminal_style).report(at(1.5, 100));
  EXPECT_EQ(plain.text().find("\033[2m"), std::string::npos);
  Screen coloured;
  ProgressLine(coloured.stream(), {.terminal = true, .colours = true, .columns = 200})
      .report(at(1.5, 100));
  EXPECT_NE(coloured.text().find("\033[2m"), std::string::npos);
}

TEST(DetectStyle, TakesAFileForAFile) {
  Screen screen;
  const ProgressStyle style = detect_style(screen.stream());
  EXPECT_FALSE(style.terminal);
  EXPECT_FALSE(style.colours);
}

class RecordedProgress final : public ProgressSink {
 public:
  void report(const Progress& progress) override { reports.push_back(progress); }
  std::vector<Progress> reports;
};

TEST(ProgressLine, BeginsAnewWithAnotherLabel) {
  Screen screen;
  ProgressLine line(screen.stream(), terminal_style);
  Progress first = at(1.5, 100);
  first.label = "one";
  line.report(first);
  Progress second = at(1.8, 10);
  second.label = "two";
  line.report(second);
  EXPECT_NE(screen.text().find("two: 10 of"), std::string::npos) << screen.text();
}

TEST(DescribeProgress, ShowsTheRateThatItIsTold) {
  Progress progress = at(2.0, 100);
  progress.rate = 1234.0;
  EXPECT_NE(describe(progress).find("1.23e3 networks/s"), std::string::npos) << describe(progress);
}

}  // namespace
}  // namespace census
