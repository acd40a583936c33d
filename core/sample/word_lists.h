// Word lists the sample company is made of: places, channels, people's and companies' names in Chinese and English.
// Data only. Every company and brand is made up; cities are real.
#pragma once

#include <span>

namespace sandtable::sample {

struct Words {
    const char* zh;
    const char* en;
};

enum Channel : int { dealer = 0, keyAccount, store, project, online };
inline constexpr int kChannels = 5;

struct CityRow {
    const char* id;
    Words name;
    int region;
    int productivity;    // order lines per rep, 100 = average
    int growthPermille;  // per year
    int dealerReps;
    bool channels[kChannels];
};

struct ChannelRow {
    const char* id;
    Words name;
    int lineWeight;     // order lines per rep, 100 = dealer
    int pricePermille;  // of list price
    int customersPerRep;
    int maxLinesPerOrder;
};

inline constexpr Words kCompanyName{"澜沐厨卫电器", "Lanmu Kitchen & Water"};
inline constexpr Words kBrandName{"澜沐", "Lanmu"};

struct RegionRow {
    const char* id;
    Words name;
};

[[nodiscard]] std::span<const RegionRow> regionRows();
[[nodiscard]] std::span<const CityRow> cityRows();
[[nodiscard]] std::span<const ChannelRow> channelRows();
[[nodiscard]] std::span<const Words> surnames();
[[nodiscard]] std::span<const Words> givenNames();
[[nodiscard]] std::span<const Words> dealerStems();
[[nodiscard]] std::span<const Words> dealerKinds();
[[nodiscard]] std::span<const Words> retailChains();
[[nodiscard]] std::span<const Words> storeDistricts();
[[nodiscard]] std::span<const Words> builders();
[[nodiscard]] std::span<const Words> onlineShops();

}  // namespace sandtable::sample
