#include "sample/story.h"

namespace sandtable::sample {
namespace {

constexpr int kPromotionPermille = 2'600;
constexpr int kHangoverPermille = 550;
constexpr int kStockOutPermille = 20;
constexpr int kMissPermille = 520;
constexpr int kMissDays = 20;

DayRange between(CivilDate first, CivilDate last) { return {dayFromCivil(first), dayFromCivil(last)}; }

}  // namespace

Story Story::of(const Company& company, int year, DayRange days) {
    Story story;
    const int last = year - 1;  // the last full year
    const Post& post = company.posts[static_cast<std::size_t>(company.postOf(cityIndex("hangzhou"), keyAccount))];
    story.lostRep = post.firstRep;
    story.lostCustomer = company.reps[static_cast<std::size_t>(post.firstRep)].firstCustomer;
    story.lostFrom = dayFromCivil({last, 7, 1});
    story.promotedRegion = regionIndex("south");
    story.promotedLine = productLineIndex("water-purifier");
    story.promotion = between({last, 4, 7}, {last, 4, 20});
    story.hangover = between({last, 4, 21}, {last, 6, 1});
    story.starvedRegion = regionIndex("southwest");
    story.starvedLine = productLineIndex("dishwasher");
    story.stockOut = between({last, 9, 8}, {last, 10, 19});
    story.missingRegion = regionIndex("northeast");
    story.miss = {days.last - kMissDays + 1, days.last};
    return story;
}

int Story::factorPermille(int region, int productLine, Day day) const {
    int factor = 1'000;
    if (region == promotedRegion && productLine == promotedLine) {
        if (promotion.contains(day)) factor = kPromotionPermille;
        if (hangover.contains(day)) factor = kHangoverPermille;
    }
    if (region == starvedRegion && productLine == starvedLine && stockOut.contains(day)) factor = kStockOutPermille;
    if (region == missingRegion && miss.contains(day)) factor = factor * kMissPermille / 1'000;
    return factor;
}

}  // namespace sandtable::sample
