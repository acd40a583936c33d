// Demand: how the order lines of a day spread over reps and product lines.
// Whole numbers only: growth, seasons, campaigns, festivals and the story's events as ‰ factors.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sample/company.h"
#include "sample/story.h"

namespace sandtable::sample {

// Cumulative weights of one day: an order goes to the first rep whose entry exceeds a draw below `total`, a line of it to a product
// line in the same way.
struct DayDemand {
    std::vector<std::uint32_t> repUpTo;
    std::vector<std::array<std::uint32_t, kProductLines>> lineUpTo;  // per rep
    std::uint32_t total = 0;
};

class Demand {
public:
    Demand(const Company& company, const Story& story, std::uint64_t seed, DayRange days);
    void of(Day day, DayDemand& demand) const;

private:
    [[nodiscard]] std::uint64_t repWeight(std::size_t rep, Day day, CivilDate date, int dayFactor) const;

    const Company& company_;
    const Story& story_;
    int firstYear_;
    std::vector<std::vector<std::uint32_t>> level_;        // [city][year]: growth since the first day, 1/65,536
    std::vector<std::vector<std::int32_t>> moodPermille_;  // [rep][month]: good and bad months of a person
};

// Order lines of a channel on a day against its mean day, ‰: weekdays, festivals, campaigns, month and year ends.
[[nodiscard]] int dayFactorPermille(int channel, Day day);

}  // namespace sandtable::sample
