#include "sample/company.h"

#include <set>
#include <string_view>

#include "base/rng.h"

namespace sandtable::sample {
namespace {

constexpr std::uint64_t kCompanyStream = 1;
constexpr int kZipfScale = 27'720;  // divisible by 1 … 12: the weights 1/rank stay whole numbers

Name joined(Words a, Words b, const char* englishGap = " ") {
    return {std::string(a.zh) + b.zh, std::string(a.en) + englishGap + b.en};
}

class Drawing {
public:
    explicit Drawing(std::uint64_t seed) : rng_(seed, kCompanyStream) {}

    Company draw() {
        company_.head = person();
        for (std::size_t r = 0; r < regionRows().size(); ++r) company_.regionHeads.push_back(person());
        for (std::size_t c = 0; c < cityRows().size(); ++c) company_.cityHeads.push_back(person());
        for (std::size_t c = 0; c < cityRows().size(); ++c)
            for (int channel = 0; channel < kChannels; ++channel)
                if (cityRows()[c].channels[channel]) addPost(static_cast<int>(c), channel);
        return std::move(company_);
    }

private:
    const Words& pick(std::span<const Words> words) {
        return words[rng_.below(static_cast<std::uint32_t>(words.size()))];
    }

    // No two people share a name in either language: names are what order lines are matched by.
    Name person() {
        for (;;) {
            const Words surname = pick(surnames());
            const Words given = pick(givenNames());
            Name name{std::string(surname.zh) + given.zh, std::string(given.en) + " " + surname.en};
            if (takenZh_.contains(name.zh) || takenEn_.contains(name.en)) continue;
            takenZh_.insert(name.zh);
            takenEn_.insert(name.en);
            return name;
        }
    }

    void addPost(int city, int channel) {
        const CityRow& cityRow = cityRows()[static_cast<std::size_t>(city)];
        Post post{std::string(cityRow.id) + "-" + channelRows()[static_cast<std::size_t>(channel)].id, city, channel,
                  static_cast<int>(company_.reps.size()), channel == dealer ? cityRow.dealerReps : 1};
        for (int i = 1; i <= post.reps; ++i) {
            Rep rep;
            rep.unitId = post.unitId + "-" + std::to_string(i);
            rep.personId = "p-" + rep.unitId;
            rep.name = person();
            rep.city = city;
            rep.channel = channel;
            rep.strengthPermille = 760 + static_cast<int>(rng_.below(241) + rng_.below(241));
            addCustomers(rep);
            company_.reps.push_back(std::move(rep));
        }
        company_.posts.push_back(std::move(post));
    }

    void addCustomers(Rep& rep) {
        rep.firstCustomer = static_cast<int>(company_.customers.size());
        rep.customers = channelRows()[static_cast<std::size_t>(rep.channel)].customersPerRep;
        for (int rank = 1; rank <= rep.customers; ++rank) {
            const std::string number = std::to_string(company_.customers.size() + 1);
            const std::string id = "C" + std::string(number.size() < 5 ? 5 - number.size() : 0, '0') + number;
            company_.customers.push_back({id, customerName(rep, rank), kZipfScale / rank});
        }
    }

    Name customerName(const Rep& rep, int rank) {
        const Words city = cityRows()[static_cast<std::size_t>(rep.city)].name;
        const auto nth = static_cast<std::size_t>(rank - 1);
        switch (rep.channel) {
            case keyAccount: {
                const Words chain = retailChains()[nth];
                return {std::string(chain.zh) + city.zh + "店", std::string(chain.en) + " " + city.en};
            }
            case store: {
                const Words district = storeDistricts()[nth];
                return {std::string(kBrandName.zh) + city.zh + district.zh,
                        std::string(kBrandName.en) + " " + city.en + " " + district.en};
            }
            case project:
                return joined(city, builders()[nth]);
            case online: {
                const Words shop = onlineShops()[nth];
                return {std::string(shop.zh) + city.zh + "仓", std::string(shop.en) + " " + city.en + " Hub"};
            }
            default:
                return dealerName(city);
        }
    }

    Name dealerName(Words city) {
        for (;;) {
            const Words stem = pick(dealerStems());
            const Words kind = pick(dealerKinds());
            Name name{std::string(city.zh) + stem.zh + kind.zh, std::string(city.en) + " " + stem.en + " " + kind.en};
            if (takenZh_.insert(name.zh).second) return name;
        }
    }

    Rng rng_;
    Company company_;
    std::set<std::string> takenZh_;
    std::set<std::string> takenEn_;
};

template <class Rows>
int indexOf(const Rows& rows, std::string_view id) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].id == id) return static_cast<int>(i);
    return -1;
}

}  // namespace

Company Company::draw(std::uint64_t seed) { return Drawing(seed).draw(); }

int Company::postOf(int city, int channel) const {
    for (std::size_t p = 0; p < posts.size(); ++p)
        if (posts[p].city == city && posts[p].channel == channel) return static_cast<int>(p);
    return -1;
}

int cityIndex(const char* id) { return indexOf(cityRows(), id); }
int regionIndex(const char* id) { return indexOf(regionRows(), id); }
int productLineIndex(const char* id) { return indexOf(productLineRows(), id); }

}  // namespace sandtable::sample
