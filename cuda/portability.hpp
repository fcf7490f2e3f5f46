#pragma once

/// CENSUS_HD marks a function that runs on the host and, where nvcc compiles it, on the device.
#if defined(__CUDACC__)
#define CENSUS_HD __host__ __device__
#else
#define CENSUS_HD
#endif
