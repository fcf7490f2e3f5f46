#include "host/backend/vector_team.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "cuda/questions/regions/numbers.hpp"

namespace census {
namespace {

using regions::block_size;
using regions::PlainOctet;
using regions::VectorsOf;

struct Inputs {
  double a[block_size];
  double b[block_size];
  double c[block_size];
  float f[block_size];
};

constexpr int results = 8;

/// Writes the result of every operation.
template <class Octet>
std::uint64_t compute(const Inputs& in, double (&out)[results][block_size]) {
  const Octet a = Octet::load(in.a);
  const Octet b = Octet::load(in.b);
  const Octet c = Octet::load(in.c);
  Octet::fma(a, b, c).store(out[0]);
  Octet::multiply(a, b).store(out[1]);
  Octet::add(a, b).store(out[2]);
  Octet::negate(a).store(out[3]);
  Octet::fabs(a).store(out[4]);
  Octet::fill(in.c[3]).store(out[5]);
  Octet::load(in.f).store(out[6]);
  a.store(out[7]);
  return Octet::greater(a, b);
}

// Bit by bit, also where numbers are infinite or none.
TEST(VectorTeam, HasOctetsThatComputeWhatPlainNumbersDo) {
  std::mt19937_64 engine(11);
  std::normal_distribution<double> normal;
  const double special[] = {0.0, -0.0, HUGE_VAL, -HUGE_VAL, std::nan(""), 0x1p-1074, 0x1p1023};
  const auto draw = [&] {
    return engine() % 4 == 0 ? special[engine() % std::size(special)] : normal(engine);
  };
  for (int trial = 0; trial < 1000; ++trial) {
    Inputs in;
    for (int q = 0; q < block_size; ++q) {
      in.a[q] = draw();
      in.b[q] = engine() % 5 == 0 ? in.a[q] : draw();
      in.c[q] = draw();
      in.f[q] = static_cast<float>(normal(engine));
    }
    double expected[results][block_size];
    const std::uint64_t greater = compute<PlainOctet>(in, expected);
    with_vector_team([&](const auto& team) {
      double found[results][block_size];
      const std::uint64_t set =
          compute<typename VectorsOf<std::decay_t<decltype(team)>>::Octet>(in, found);
      EXPECT_EQ(set, greater);
      for (int r = 0; r < results; ++r) {
        for (int q = 0; q < block_size; ++q) {
          if (std::isnan(expected[r][q])) {
            EXPECT_TRUE(std::isnan(found[r][q])) << r << ", " << q;
          } else {
            EXPECT_EQ(found[r][q], expected[r][q]) << r << ", " << q;
            EXPECT_EQ(std::signbit(found[r][q]), std::signbit(expected[r][q])) << r << ", " << q;
          }
        }
      }
    });
  }
}

constexpr int singles = 2 * block_size;

struct SingleInputs {
  float a[singles];
  float b[singles];
  float c[singles];
};

/// Writes the result of every operation of binary32, as many vectors as it takes.
template <class Singles>
std::uint64_t compute(const SingleInputs& in, float (&out)[5][singles]) {
  std::uint64_t greater = 0;
  for (int first = 0; first < singles; first += Singles::count) {
    const Singles a = Singles::load(in.a + first);
    const Singles b = Singles::load(in.b + first);
    const Singles c = Singles::load(in.c + first);
    Singles::fma(a, b, c).store(out[0] + first);
    Singles::multiply(a, b).store(out[1] + first);
    Singles::negate(a).store(out[2] + first);
    Singles::fill(in.c[3]).store(out[3] + first);
    a.store(out[4] + first);
    greater |= Singles::greater(a, b) << first;
  }
  return greater;
}

TEST(VectorTeam, HasSinglesThatComputeWhatPlainNumbersDo) {
  std::mt19937_64 engine(12);
  std::normal_distribution<float> normal;
  const float special[] = {0.0F, -0.0F, HUGE_VALF, -HUGE_VALF, std::nanf(""), 0x1p-149F, 0x1p127F};
  const auto draw = [&] {
    return engine() % 4 == 0 ? special[engine() % std::size(special)] : normal(engine);
  };
  for (int trial = 0; trial < 1000; ++trial) {
    SingleInputs in;
    for (int q = 0; q < singles; ++q) {
      in.a[q] = draw();
      in.b[q] = engine() % 5 == 0 ? in.a[q] : draw();
      in.c[q] = draw();
    }
    float expected[5][singles];
    const std::uint64_t greater = compute<regions::PlainSingles>(in, expected);
    with_vector_team([&](const auto& team) {
      float found[5][singles];
      using Singles = typename VectorsOf<std::decay_t<decltype(team)>>::Singles;
      EXPECT_EQ(compute<Singles>(in, found), greater);
      for (int r = 0; r < 5; ++r) {
        for (int q = 0; q < singles; ++q) {
          if (std::isnan(expected[r][q])) {
            EXPECT_TRUE(std::isnan(found[r][q])) << r << ", " << q;
          } else {
            EXPECT_EQ(found[r][q], expected[r][q]) << r << ", " << q;
            EXPECT_EQ(std::signbit(found[r][q]), std::signbit(expected[r][q])) << r << ", " << q;
          }
        }
      }
    });
  }
}

TEST(VectorTeam, StoresOctetsInBinary32) {
  with_vector_team([&](const auto& team) {
    using Octet = typename VectorsOf<std::decay_t<decltype(team)>>::Octet;
    const double numbers[block_size] = {1.0,     1.0 + 0x1p-24, 1.0 + 0x1.8p-24, -0.0,
                                        0x1p128, -0x1p200,      0x1p-149,        0x1p-151};
    float stored[block_size];
    Octet::load(numbers).store(stored);
    for (int q = 0; q < block_size; ++q) EXPECT_EQ(stored[q], static_cast<float>(numbers[q])) << q;
  });
}

}  // namespace
}  // namespace census
