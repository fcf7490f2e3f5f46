#pragma once

#include <string>
#include <utility>

#include <gmpxx.h>

#include "cuda/arrangement/number.hpp"

namespace census {

/// An exact rational number with the operations of cuda/arrangement/number.hpp, so that elimination
/// and checks run on it unchanged. Every binary floating-point number is one.
class Rational {
 public:
  Rational() = default;
  explicit Rational(double value) : value_(value) {}
  explicit Rational(mpq_class value) : value_(std::move(value)) {}

  const mpq_class& get() const { return value_; }

  friend bool operator==(const Rational& a, const Rational& b) { return a.value_ == b.value_; }
  friend bool operator<(const Rational& a, const Rational& b) { return a.value_ < b.value_; }

 private:
  mpq_class value_;
};

inline Rational multiply_add(const Rational& a, const Rational& b, const Rational& c) {
  return Rational(mpq_class(a.get() * b.get() + c.get()));
}
inline Rational divide(const Rational& a, const Rational& b) {
  return Rational(mpq_class(a.get() / b.get()));
}
inline Rational negate(const Rational& a) { return Rational(mpq_class(-a.get())); }
inline Rational relu(const Rational& a) { return sgn(a.get()) > 0 ? a : Rational(); }

inline Sign sign(const Rational& a) {
  const int s = sgn(a.get());
  if (s == 0) return Sign::zero;
  return s > 0 ? Sign::positive : Sign::negative;
}

/// Any non-zero pivot is as good as another: nothing is rounded.
inline double pivot_size(const Rational& a) { return sgn(a.get()) == 0 ? 0.0 : 1.0; }

/// Returns "p/q" in lowest terms, or "p".
inline std::string to_string(const Rational& a) { return a.get().get_str(); }

/// Returns the number rounded to binary64; infinite beyond its range.
double to_double(const Rational& a);

}  // namespace census
