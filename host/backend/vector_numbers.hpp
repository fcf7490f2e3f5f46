#pragma once

#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(CENSUS_SINGLE_VERSION)
#define CENSUS_HAS_VECTOR_NUMBERS
#include <immintrin.h>

// Functions for one level of the instruction set each, which are inlined into those that are
// compiled for it; see vector_team.hpp. Their callers on the way there are compiled for no
// particular level, and would pass vectors differently: a copy constructor that is not the
// compiler's makes octets be passed in memory until they are inlined.

namespace census {

#pragma GCC push_options
#pragma GCC target("arch=x86-64-v4")

/// A PlainOctet (cuda/questions/regions/numbers.hpp) in one register of AVX-512.
class Octet512 {
 public:
  using Number = double;
  static constexpr int count = 8;
  static constexpr int at_once = 4;

  Octet512() = default;
  explicit Octet512(const __m512d& numbers) : numbers_(numbers) {}
  Octet512(const Octet512& other) : numbers_(other.numbers_) {}
  Octet512& operator=(const Octet512& other) = default;

  static Octet512 fill(double x) { return Octet512(_mm512_set1_pd(x)); }
  static Octet512 load(const double* from) { return Octet512(_mm512_loadu_pd(from)); }
  static Octet512 load(const float* from) {
    // _mm512_cvtps_pd is the same, but makes g++ 12 warn of a register that it leaves undefined.
    return Octet512(_mm512_maskz_cvtps_pd(0xff, _mm256_loadu_ps(from)));
  }
  void store(double* to) const { _mm512_storeu_pd(to, numbers_); }
  void store(float* to) const { _mm256_storeu_ps(to, _mm512_maskz_cvtpd_ps(0xff, numbers_)); }

  static Octet512 fma(const Octet512& a, const Octet512& b, const Octet512& c) {
    return Octet512(_mm512_fmadd_pd(a.numbers_, b.numbers_, c.numbers_));
  }
  static Octet512 multiply(const Octet512& a, const Octet512& b) {
    return Octet512(_mm512_mul_pd(a.numbers_, b.numbers_));
  }
  static Octet512 add(const Octet512& a, const Octet512& b) {
    return Octet512(_mm512_add_pd(a.numbers_, b.numbers_));
  }
  static Octet512 negate(const Octet512& a) {
    return Octet512(_mm512_xor_pd(a.numbers_, _mm512_set1_pd(-0.0)));
  }
  static Octet512 fabs(const Octet512& a) {
    return Octet512(_mm512_andnot_pd(_mm512_set1_pd(-0.0), a.numbers_));
  }
  static std::uint64_t greater(const Octet512& a, const Octet512& b) {
    return _mm512_cmp_pd_mask(a.numbers_, b.numbers_, _CMP_GT_OQ);
  }

 private:
  __m512d numbers_;
};

/// Numbers of binary32 in one register of AVX-512, two blocks of neurons.
class Singles512 {
 public:
  using Number = float;
  static constexpr int count = 16;
  static constexpr int at_once = 4;

  Singles512() = default;
  explicit Singles512(const __m512& numbers) : numbers_(numbers) {}
  Singles512(const Singles512& other) : numbers_(other.numbers_) {}
  Singles512& operator=(const Singles512& other) = default;

  static Singles512 fill(float x) { return Singles512(_mm512_set1_ps(x)); }
  static Singles512 load(const float* from) { return Singles512(_mm512_loadu_ps(from)); }
  void store(float* to) const { _mm512_storeu_ps(to, numbers_); }

  static Singles512 fma(const Singles512& a, const Singles512& b, const Singles512& c) {
    return Singles512(_mm512_fmadd_ps(a.numbers_, b.numbers_, c.numbers_));
  }
  static Singles512 multiply(const Singles512& a, const Singles512& b) {
    return Singles512(_mm512_mul_ps(a.numbers_, b.numbers_));
  }
  static Singles512 negate(const Singles512& a) {
    return Singles512(_mm512_xor_ps(a.numbers_, _mm512_set1_ps(-0.0F)));
  }
  static std::uint64_t greater(const Singles512& a, const Singles512& b) {
    return _mm512_cmp_ps_mask(a.numbers_, b.numbers_, _CMP_GT_OQ);
  }

 private:
  __m512 numbers_;
};

#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("arch=x86-64-v3")

/// The same in two registers of AVX2.
class Octet256 {
 public:
  using Number = double;
  static constexpr int count = 8;
  static constexpr int at_once = 2;

  Octet256() = default;
  Octet256(const __m256d& low, const __m256d& high) : low_(low), high_(high) {}
  Octet256(const Octet256& other) : low_(other.low_), high_(other.high_) {}
  Octet256& operator=(const Octet256& other) = default;

  static Octet256 fill(double x) { return {_mm256_set1_pd(x), _mm256_set1_pd(x)}; }
  static Octet256 load(const double* from) {
    return {_mm256_loadu_pd(from), _mm256_loadu_pd(from + 4)};
  }
  static Octet256 load(const float* from) {
    return {_mm256_cvtps_pd(_mm_loadu_ps(from)), _mm256_cvtps_pd(_mm_loadu_ps(from + 4))};
  }
  void store(double* to) const {
    _mm256_storeu_pd(to, low_);
    _mm256_storeu_pd(to + 4, high_);
  }
  void store(float* to) const {
    _mm_storeu_ps(to, _mm256_cvtpd_ps(low_));
    _mm_storeu_ps(to + 4, _mm256_cvtpd_ps(high_));
  }

  static Octet256 fma(const Octet256& a, const Octet256& b, const Octet256& c) {
    return {_mm256_fmadd_pd(a.low_, b.low_, c.low_), _mm256_fmadd_pd(a.high_, b.high_, c.high_)};
  }
  static Octet256 multiply(const Octet256& a, const Octet256& b) {
    return {_mm256_mul_pd(a.low_, b.low_), _mm256_mul_pd(a.high_, b.high_)};
  }
  static Octet256 add(const Octet256& a, const Octet256& b) {
    return {_mm256_add_pd(a.low_, b.low_), _mm256_add_pd(a.high_, b.high_)};
  }
  static Octet256 negate(const Octet256& a) {
    const __m256d sign = _mm256_set1_pd(-0.0);
    return {_mm256_xor_pd(a.low_, sign), _mm256_xor_pd(a.high_, sign)};
  }
  static Octet256 fabs(const Octet256& a) {
    const __m256d sign = _mm256_set1_pd(-0.0);
    return {_mm256_andnot_pd(sign, a.low_), _mm256_andnot_pd(sign, a.high_)};
  }
  static std::uint64_t greater(const Octet256& a, const Octet256& b) {
    const int low = _mm256_movemask_pd(_mm256_cmp_pd(a.low_, b.low_, _CMP_GT_OQ));
    const int high = _mm256_movemask_pd(_mm256_cmp_pd(a.high_, b.high_, _CMP_GT_OQ));
    return static_cast<std::uint64_t>(low | high << 4);
  }

 private:
  __m256d low_;
  __m256d high_;
};

/// Numbers of binary32 of one block in a register of AVX2.
class Singles256 {
 public:
  using Number = float;
  static constexpr int count = 8;
  static constexpr int at_once = 2;

  Singles256() = default;
  explicit Singles256(const __m256& numbers) : numbers_(numbers) {}
  Singles256(const Singles256& other) : numbers_(other.numbers_) {}
  Singles256& operator=(const Singles256& other) = default;

  static Singles256 fill(float x) { return Singles256(_mm256_set1_ps(x)); }
  static Singles256 load(const float* from) { return Singles256(_mm256_loadu_ps(from)); }
  void store(float* to) const { _mm256_storeu_ps(to, numbers_); }

  static Singles256 fma(const Singles256& a, const Singles256& b, const Singles256& c) {
    return Singles256(_mm256_fmadd_ps(a.numbers_, b.numbers_, c.numbers_));
  }
  static Singles256 multiply(const Singles256& a, const Singles256& b) {
    return Singles256(_mm256_mul_ps(a.numbers_, b.numbers_));
  }
  static Singles256 negate(const Singles256& a) {
    return Singles256(_mm256_xor_ps(a.numbers_, _mm256_set1_ps(-0.0F)));
  }
  static std::uint64_t greater(const Singles256& a, const Singles256& b) {
    const int set = _mm256_movemask_ps(_mm256_cmp_ps(a.numbers_, b.numbers_, _CMP_GT_OQ));
    return static_cast<std::uint64_t>(set);
  }

 private:
  __m256 numbers_;
};

#pragma GCC pop_options

}  // namespace census
#endif
