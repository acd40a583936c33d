#include "sample/demand.h"

#include "base/rng.h"

namespace sandtable::sample {
namespace {

constexpr std::uint64_t kMoodStream = 2;
constexpr std::uint32_t kOne = 65'536;

}  // namespace

Demand::Demand(const Company& company, const Story& story, std::uint64_t seed, DayRange days)
    : company_(company), story_(story), firstYear_(civilFromDay(days.first).year) {
    const int years = civilFromDay(days.last).year - firstYear_ + 2;
    for (const CityRow& city : cityRows()) {
        std::vector<std::uint32_t> levels{kOne};
        for (int year = 1; year < years; ++year)
            levels.push_back(static_cast<std::uint32_t>(static_cast<std::uint64_t>(levels.back()) *
                                                        static_cast<std::uint64_t>(1'000 + city.growthPermille) /
                                                        1'000));
        level_.push_back(std::move(levels));
    }
    Rng rng(seed, kMoodStream);
    moodPermille_.resize(company.reps.size());
    for (auto& months : moodPermille_)
        for (int month = 0; month < years * 12; ++month)
            months.push_back(880 + static_cast<std::int32_t>(rng.below(121) + rng.below(121)));
}

std::uint64_t Demand::repWeight(std::size_t index, Day day, CivilDate date, int dayFactor) const {
    const Rep& rep = company_.reps[index];
    const auto city = static_cast<std::size_t>(rep.city);
    const auto year = static_cast<std::size_t>(date.year - firstYear_);
    // growth runs straight from one year's level to the next, so that yearly totals grow by the city's rate
    const auto passed = static_cast<std::uint64_t>(day - dayFromCivil({date.year, 1, 1}));
    const std::int64_t from = level_[city][year], to = level_[city][year + 1];
    const auto level = static_cast<std::uint64_t>(from + (to - from) * static_cast<std::int64_t>(passed) / 366);
    const int mood = moodPermille_[index][year * 12 + static_cast<std::size_t>(date.month - 1)];

    std::uint64_t weight = static_cast<std::uint64_t>(channelRows()[static_cast<std::size_t>(rep.channel)].lineWeight) *
                           static_cast<std::uint64_t>(cityRows()[city].productivity) *
                           static_cast<std::uint64_t>(rep.strengthPermille) / 1'000;
    weight = weight * level / kOne;
    weight = weight * static_cast<std::uint64_t>(mood) / 1'000 * static_cast<std::uint64_t>(dayFactor) / 1'000;
    if (static_cast<int>(index) == story_.lostRep && day >= story_.lostFrom) {
        std::uint64_t all = 0;
        for (int c = 0; c < rep.customers; ++c)
            all += static_cast<std::uint64_t>(
                company_.customers[static_cast<std::size_t>(rep.firstCustomer + c)].zipfWeight);
        const auto lost =
            static_cast<std::uint64_t>(company_.customers[static_cast<std::size_t>(story_.lostCustomer)].zipfWeight);
        weight = weight * (all - lost) / all;
    }
    return weight;
}

void Demand::of(Day day, DayDemand& demand) const {
    demand.repUpTo.resize(company_.reps.size());
    demand.lineUpTo.resize(company_.reps.size());
    const CivilDate date = civilFromDay(day);
    std::array<int, kChannels> dayFactor{};
    std::array<std::array<std::uint64_t, kProductLines>, kChannels> mix{};
    for (int channel = 0; channel < kChannels; ++channel) {
        dayFactor[static_cast<std::size_t>(channel)] = dayFactorPermille(channel, day);
        for (int line = 0; line < kProductLines; ++line)
            mix[static_cast<std::size_t>(channel)][static_cast<std::size_t>(line)] = static_cast<std::uint64_t>(
                mixPermille(channel, line) *
                seasonPermille(productLineRows()[static_cast<std::size_t>(line)].season, date.month));
    }
    std::uint32_t total = 0;
    for (std::size_t r = 0; r < company_.reps.size(); ++r) {
        const auto channel = static_cast<std::size_t>(company_.reps[r].channel);
        const int region = cityRows()[static_cast<std::size_t>(company_.reps[r].city)].region;
        const std::uint64_t weight = repWeight(r, day, date, dayFactor[channel]);
        std::uint32_t own = 0;
        for (int line = 0; line < kProductLines; ++line) {
            const auto factor = static_cast<std::uint64_t>(story_.factorPermille(region, line, day));
            // 10^4 × 10^6 × 10^3 / 10^7: a busy day of all reps stays well below 2^32
            own += static_cast<std::uint32_t>(weight * mix[channel][static_cast<std::size_t>(line)] / 1'000 * factor /
                                              10'000);
            demand.lineUpTo[r][static_cast<std::size_t>(line)] = own;
        }
        total += own;
        demand.repUpTo[r] = total;
    }
    demand.total = total;
}

}  // namespace sandtable::sample
