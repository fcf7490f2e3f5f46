#include "host/questions/deep/data_files.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/questions/question.hpp"
#include "tests/support/mutated_text.hpp"
#include "tests/support/numpy_file.hpp"
#include "tests/support/temporary_directory.hpp"

namespace census {
namespace {

using testing::bytes_of;
using testing::numpy_dictionary;
using testing::numpy_file;
using Parser = NumberTable(const std::string& bytes, const std::string& path);

/// Returns what is wrong with a file; its problem is empty where it can be read.
ParameterError refusal(Parser& parse, const std::string& bytes) {
  try {
    parse(bytes, "a");
  } catch (const ParameterError& error) {
    EXPECT_EQ(error.parameter, "data");
    EXPECT_FALSE(error.problem.empty());
    EXPECT_FALSE(error.why.empty());
    return error;
  }
  return {};
}

TEST(DataFiles, CsvHasOnePointPerLine) {
  const NumberTable table = parse_csv_numbers("1,-2.5,3e2\n4,5,6\n", "a");
  EXPECT_EQ(table.rows, 2U);
  EXPECT_EQ(table.columns, 3U);
  EXPECT_EQ(table.values, (std::vector<double>{1, -2.5, 300, 4, 5, 6}));
}

TEST(DataFiles, CsvMayHaveCommentsBlanksAndAnyLineEnds) {
  const NumberTable table = parse_csv_numbers("# x, y\r\n\r\n 1 ,\t2\r\n\n#3,4,5\n-0,.5", "a");
  EXPECT_EQ(table.rows, 2U);
  EXPECT_EQ(table.columns, 2U);
  EXPECT_EQ(table.values, (std::vector<double>{1, 2, 0, .5}));
  EXPECT_TRUE(std::signbit(table.values[2]));
}

TEST(DataFiles, CsvSaysWhereItIsWrong) {
  const struct {
    const char *text, *place, *problem;
  } cases[] = {{"1,2\n3,x4\n", ":2:3: ", "'x4' is not a number"},
               {"1,2\n\n#\n3,  4 5\n", ":4:5: ", "'4 5' is not a number"},
               {"1;2\n", ":1:1: ", "'1;2' is not a number"},
               {"1,,2\n", ":1:3: ", "'' is not a number"},
               {"1,2,\n", ":1:5: ", "'' is not a number"},
               {"1\n \n", ":2:2: ", "'' is not a number"},
               {"x,y\n1,2\n", ":1:1: ", "'x' is not a number"},
               {"0x10\n", ":1:1: ", "'0x10' is not a number"},
               {"1,1e999\n", ":1:3: ", "'1e999' is not a number"},
               {"1,\"2\"\n", ":1:3: ", "'\"2\"' is not a number"},
               {"1\n2\x01\n", ":2:1: ", "'2\\x01' is not a number"}};
  for (const auto& [text, place, problem] : cases) {
    EXPECT_EQ(refusal(parse_csv_numbers, text).problem, std::string("a") + place + problem) << text;
  }
}

TEST(DataFiles, CsvLinesHaveTheSameLength) {
  for (const char* line : {"3", "3,4,5"}) {
    const ParameterError error = refusal(parse_csv_numbers, std::string("1,2\n\n") + line + "\n");
    EXPECT_TRUE(error.problem.starts_with("a:3: ")) << error.problem;
    EXPECT_EQ(error.why, "the lines before have 2");
    EXPECT_EQ(error.suggestion, "give every line one number for each input");
  }
}

TEST(DataFiles, CsvWithoutPointsIsRefused) {
  for (const char* text : {"", "\n", "# 1\n", "\r\n\r\n"}) {
    EXPECT_EQ(refusal(parse_csv_numbers, text).problem, "'a' has no points");
  }
}

TEST(DataFiles, AreKnownByTheirNames) {
  for (const char* name : {"a.csv", "/b/a.npy", ".csv"}) EXPECT_TRUE(names_number_file(name));
  for (const char* text : {"", "csv", "a.csv.gz", "gaussian:3"}) {
    EXPECT_FALSE(names_number_file(text)) << text;
  }
}

TEST(DataFiles, AreReadByWhoeverHasThem) {
  const std::string npy = numpy_file(numpy_dictionary("<f4", "(1,)"), bytes_of<float>({0x1p-100F}));
  const FileReader kept = [&npy](const std::string& name) { return name == "a.npy" ? npy : "1,2"; };
  EXPECT_EQ(read_numbers("a.csv", kept).values, (std::vector<double>{1, 2}));
  EXPECT_EQ(read_numbers("a.npy", kept).values, (std::vector<double>{0x1p-100}));
  const TemporaryDirectory directory;
  const std::string csv = write_file(directory / "a.csv", "3,4\n");
  EXPECT_EQ(read_numbers(csv, read_user_file).values, (std::vector<double>{3, 4}));
}

// The headers are those that NumPy 1 and 2 write.
TEST(DataFiles, NpyIsWhatNumpyWrites) {
  const NumberTable table =
      parse_npy(std::string("\x93NUMPY\x01\x00v\x00", 10) +
                    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" +
                    std::string(58, ' ') + "\n" + bytes_of<float>({1.5F, -2, 3, 4, 5, 6}),
                "a");
  EXPECT_EQ(table.rows, 2U);
  EXPECT_EQ(table.columns, 3U);
  EXPECT_EQ(table.values, (std::vector<double>{1.5, -2, 3, 4, 5, 6}));
}

TEST(DataFiles, NpyOfOneDimensionIsAColumn) {
  const NumberTable table =
      parse_npy(numpy_file(numpy_dictionary("<f8", "(3,)"), bytes_of<double>({0.1, 1, 2})), "a");
  EXPECT_EQ(table.rows, 3U);
  EXPECT_EQ(table.columns, 1U);
  EXPECT_EQ(table.values, (std::vector<double>{0.1, 1, 2}));
}

TEST(DataFiles, NpyOfVersionTwoHasAWideLength) {
  std::string header = numpy_dictionary("<f4", "(1, 2)") + std::string(70'000, ' ') + "\n";
  std::string file("\x93NUMPY\x02\x00", 8);
  for (int shift = 0; shift < 32; shift += 8) {
    file += static_cast<char>(header.size() >> shift & 0xff);
  }
  const NumberTable table = parse_npy(file + header + bytes_of<float>({7, 8}), "a");
  EXPECT_EQ(table.values, (std::vector<double>{7, 8}));
}

TEST(DataFiles, NpySaysWhyItIsRefused) {
  const std::string floats = bytes_of<float>({1, 2, 3, 4, 5, 6});
  const std::string good = numpy_file(numpy_dictionary("<f4", "(2, 3)"), floats);
  const auto why = [&](const std::string& bytes) { return refusal(parse_npy, bytes).why; };
  const auto why_of = [&](const std::string& type, const std::string& shape) {
    return why(numpy_file(numpy_dictionary(type, shape), floats));
  };
  EXPECT_EQ(why(good), "");
  EXPECT_EQ(why(""), "a NumPy file begins with \\x93NUMPY");
  EXPECT_EQ(why("1,2,3\n4,5,6\n"), "a NumPy file begins with \\x93NUMPY");
  EXPECT_EQ(why("PK" + good), "a NumPy file begins with \\x93NUMPY");
  EXPECT_EQ(why(good.substr(0, 40)), "it ends within its header");
  for (const char* type : {"<f2", ">f4", "<i8", "<c8", "|b1", "|O"}) {
    EXPECT_EQ(why_of(type, "(2, 3)"), "its numbers are '" + std::string(type) +
                                          "'; float32 and float64, little-endian, are read")
        << type;
  }
  EXPECT_EQ(why_of("<f4", "(2, 4)"), "its shape is 2 x 4, and 24 bytes of numbers follow");
  EXPECT_EQ(why_of("<f4", "(5,)"), "its shape is 5 x 1, and 24 bytes of numbers follow");
  EXPECT_EQ(why_of("<f8", "(2, 3)"), "its shape is 2 x 3, and 24 bytes of numbers follow");
  // 2^62 + 6 numbers have 24 bytes modulo 2^64.
  EXPECT_EQ(why_of("<f4", "(4611686018427387910,)"),
            "its shape is 4611686018427387910 x 1, and 24 bytes of numbers follow");
  EXPECT_EQ(why_of("<f4", "()"), "it has neither one dimension nor two");
  EXPECT_EQ(why_of("<f4", "(1, 2, 3)"), "it has neither one dimension nor two");
  EXPECT_EQ(why(numpy_file(numpy_dictionary("<f4", "(0, 3)"), "")), "it has no points");
  EXPECT_EQ(why(numpy_file("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", floats)),
            "it is in Fortran order; save numpy.ascontiguousarray of it");
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_NE(why(good.substr(0, size)), "") << size << " bytes";
  }
}

TEST(DataFiles, NumbersThatAreNotFiniteAreTheCallersToJudge) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(parse_csv_numbers("inf,-inf\n", "a").values,
            (std::vector<double>{infinity, -infinity}));
  const NumberTable table = parse_npy(
      numpy_file(numpy_dictionary("<f8", "(2,)"), bytes_of<double>({infinity, std::nan("")})), "a");
  EXPECT_EQ(table.values[0], infinity);
  EXPECT_TRUE(std::isnan(table.values[1]));
}

/// How many damaged files were read, and how many refused.
struct Fates {
  int read = 0;
  int refused = 0;
};

Fates damage(Parser& parse, const std::vector<std::string>& files) {
  testing::Mutator mutator(1);
  Fates fates;
  for (int i = 0; i < 10'000; ++i) {
    const std::string bytes = mutator.mutate(files[mutator.below(files.size())]);
    try {
      const NumberTable table = parse(bytes, "a");
      EXPECT_GT(table.rows, 0U) << bytes;
      EXPECT_EQ(table.values.size(), table.rows * table.columns) << bytes;
      ++fates.read;
    } catch (const ParameterError& error) {
      EXPECT_EQ(error.parameter, "data");
      EXPECT_FALSE(error.problem.empty() || error.why.empty()) << bytes;
      EXPECT_EQ((error.problem + error.why).find('\n'), std::string::npos) << bytes;
      ++fates.refused;
    }
  }
  return fates;
}

TEST(DataFiles, DamagedCsvIsReadOrRefused) {
  const Fates fates = damage(parse_csv_numbers,
                             {"1,-2.5,3e2\n4,5,6\n", "# x, y\r\n1.5 , 2\r\n\r\n-3,1e-3\r\n", "7"});
  // The damage must be of both kinds for the loop to say anything.
  EXPECT_GT(fates.read, 1000);
  EXPECT_GT(fates.refused, 1000);
}

TEST(DataFiles, DamagedNpyIsReadOrRefused) {
  const Fates fates = damage(
      parse_npy,
      {numpy_file(numpy_dictionary("<f4", "(2, 3)"), bytes_of<float>({1, 2, 3, 4, 5, 6})),
       numpy_file(numpy_dictionary("<f8", "(30,)"), bytes_of(std::vector<double>(30, 1.0 / 3)))});
  EXPECT_GT(fates.read, 500);
  EXPECT_GT(fates.refused, 1000);
}

}  // namespace
}  // namespace census
