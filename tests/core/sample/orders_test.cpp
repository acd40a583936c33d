#include <catch2/catch.hpp>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "sample/catalogue.h"
#include "sample/demand.h"
#include "sample_lines.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

SampleOptions sized(std::int64_t rows, const char* language = "zh") {
    SampleOptions options;
    options.rows = rows;
    options.language = language;
    return options;
}

// The lines the story tests look at: many, so that ratios are demand and not luck.
const std::vector<OrderLine>& manyLines() {
    static const std::vector<OrderLine> lines = allLines(sized(300'000));
    return lines;
}

double ratio(std::int64_t part, std::int64_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

}  // namespace

TEST_CASE("the sample writes exactly as many order lines as asked for") {
    for (const std::int64_t rows : {1, 2, 7, 1'095, 1'096, 12'345}) {
        CHECK(static_cast<std::int64_t>(allLines(sized(rows)).size()) == rows);
    }
}

TEST_CASE("every chunk ends with a whole line and only the first one has the header") {
    SampleOrders orders(sized(9'000));
    std::string chunk;
    int chunks = 0;
    while (orders.next(chunk)) {
        REQUIRE_FALSE(chunk.empty());
        CHECK(chunk.back() == '\n');
        CHECK((chunk.rfind("order_id,order_date,", 0) == 0) == (chunks == 0));
        ++chunks;
    }
    CHECK(chunks > 3);
    CHECK(orders.rowsWritten() == 9'000);
    CHECK_FALSE(orders.next(chunk));
    CHECK(chunk.empty());
}

TEST_CASE("the same seed gives the same bytes, on every platform") {
    // hashes and sums taken from the native build and checked by `awk -F, '{a+=$12}'` over the file
    const std::string text = allText(sized(10'000));
    CHECK(text == allText(sized(10'000)));
    CHECK(fnv1a64(text) == 0x278aac304a8f29f0ULL);
    SampleOptions other = sized(10'000);
    other.seed = 2;
    CHECK(allText(other) != text);
}

TEST_CASE("totals of seed 1 with 10,000 lines are the ones published in the test") {
    std::int64_t amount = 0, margin = 0, quantity = 0;
    for (const OrderLine& line : allLines(sized(10'000))) {
        amount += line.amountFen;
        margin += line.marginFen;
        quantity += line.quantity;
    }
    CHECK(amount == 20'486'602'582);
    CHECK(margin == 6'095'348'547);
    CHECK(quantity == 121'203);
}

TEST_CASE("the English sample has the same numbers under romanised names") {
    const auto zh = allLines(sized(5'000)), en = allLines(sized(5'000, "en"));
    REQUIRE(zh.size() == en.size());
    for (std::size_t i = 0; i < zh.size(); ++i) {
        REQUIRE(zh[i].order == en[i].order);
        REQUIRE(zh[i].customerId == en[i].customerId);
        REQUIRE(zh[i].amountFen == en[i].amountFen);
        for (const std::string* name : {&en[i].region, &en[i].city, &en[i].rep, &en[i].productLine, &en[i].customer})
            for (const char c : *name) REQUIRE(static_cast<unsigned char>(c) < 0x80);
    }
}

TEST_CASE("lines come in order of days inside the asked span") {
    SampleOptions options = sized(20'000);
    options.asOf = dayFromCivil({2026, 3, 31});
    const auto lines = allLines(options);
    CHECK(lines.front().date == "2023-01-01");
    CHECK(lines.back().date == "2026-03-31");
    for (std::size_t i = 1; i < lines.size(); ++i) REQUIRE(lines[i - 1].date <= lines[i].date);
}

TEST_CASE("an order has one day, one rep and one customer, and its number is never used again") {
    std::unordered_map<std::string, const OrderLine*> first;
    const auto lines = allLines(sized(40'000));
    for (const OrderLine& line : lines) {
        const auto [it, isNew] = first.emplace(line.order, &line);
        REQUIRE(it->second->date == line.date);
        REQUIRE(it->second->rep == line.rep);
        REQUIRE(it->second->customerId == line.customerId);
    }
    CHECK(first.size() > 15'000);
    CHECK(first.size() < 40'000);
}

TEST_CASE("a customer id has one name, and a name one id") {
    std::unordered_map<std::string, std::string> nameOf, idOf;
    for (const OrderLine& line : manyLines()) {
        REQUIRE(nameOf.emplace(line.customerId, line.customer).first->second == line.customer);
        REQUIRE(idOf.emplace(line.customer, line.customerId).first->second == line.customerId);
    }
    CHECK(nameOf.size() == sample::Company::draw(1).customers.size());
}

TEST_CASE("amount is list price times pieces less channel and line discounts; margin stays believable") {
    std::unordered_map<std::string, int> list;
    for (const auto& line : sample::productLineRows())
        for (const auto& model : line.models) CHECK(list.emplace(model.sku, model.listYuan).second);
    std::int64_t amount = 0, margin = 0;
    for (const OrderLine& line : manyLines()) {
        REQUIRE(list.count(line.sku) == 1);
        const double price = ratio(line.amountFen, line.quantity * list[line.sku] * 100);
        REQUIRE(price <= 0.85);                      // brand stores at no further discount
        REQUIRE(price >= 0.60 * (1 - 0.18) - 1e-6);  // projects at 6 % plus a promotion of 12 %
        amount += line.amountFen;
        margin += line.marginFen;
    }
    CHECK(ratio(margin, amount) > 0.25);
    CHECK(ratio(margin, amount) < 0.35);
}

TEST_CASE("the company grows by 5 to 20 percent a year whatever the seed") {
    for (const std::uint64_t seed : {1, 2, 3, 99}) {
        SampleOptions options = sized(60'000);
        options.seed = seed;
        const auto lines = allLines(options);
        const auto year = [&](const char* name) {
            return sumOf(lines, [&](const OrderLine& line) { return line.date.rfind(name, 0) == 0; });
        };
        for (const double growth : {ratio(year("2024"), year("2023")), ratio(year("2025"), year("2024"))}) {
            CHECK(growth > 1.05);
            CHECK(growth < 1.20);
        }
    }
}

TEST_CASE("cities grow apart: Hefei far ahead of Changchun") {
    const auto growth = [&](const char* city) {
        const auto year = [&](const char* name) {
            return sumOf(manyLines(),
                         [&](const OrderLine& line) { return line.city == city && line.date.rfind(name, 0) == 0; });
        };
        return ratio(year("2024"), year("2023"));
    };
    CHECK(growth("合肥") > 1.14);  // 24 % a year, give or take the moods of three reps
    CHECK(growth("长春") < 1.10);  // −1 %
}

TEST_CASE("every product line's seasons add up to a mean year") {
    for (const auto season : {sample::kitchen, sample::heating, sample::water}) {
        int sum = 0;
        for (int month = 1; month <= 12; ++month) sum += sample::seasonPermille(season, month);
        CHECK(sum == 12'000);
    }
    for (int channel = 0; channel < sample::kChannels; ++channel) {
        int sum = 0;
        for (int line = 0; line < sample::kProductLines; ++line) sum += sample::mixPermille(channel, line);
        CHECK(sum == 1'000);
    }
}

TEST_CASE("the Spring Festival dip moves with the festival") {
    // 22 January 2023, 10 February 2024, 29 January 2025: the week of the festival against the week that starts 28 days later
    for (const char* text : {"2023-01-22", "2024-02-10", "2025-01-29"}) {
        const Day festival = *parseIsoDay(text);
        const auto week = [&](Day first) {
            return sumOf(manyLines(), [&](const OrderLine& line) {
                const Day day = *parseIsoDay(line.date);
                return day >= first && day < first + 7;
            });
        };
        CHECK(ratio(week(festival), week(festival + 28)) < 0.15);
    }
    const auto month = [&](const char* name) {
        return sumOf(manyLines(), [&](const OrderLine& line) { return line.date.rfind(name, 0) == 0; });
    };
    CHECK(month("2023-01") < month("2023-02"));
    CHECK(month("2024-01") > month("2024-02"));
}

TEST_CASE("online sales peak on Double 11 and around 618, trade orders at the end of the year") {
    const auto channelOn = [&](const char* channel, const char* from, const char* to) {
        return sumOf(manyLines(), [&](const OrderLine& line) {
            return line.channel == channel && line.date >= from && line.date <= to;
        });
    };
    const double mean = ratio(channelOn("电商", "2025-01-01", "2025-12-31"), 365);
    CHECK(static_cast<double>(channelOn("电商", "2025-11-11", "2025-11-11")) / mean > 2.5);
    CHECK(static_cast<double>(channelOn("电商", "2025-06-16", "2025-06-18")) / 3 / mean > 1.8);
    CHECK(channelOn("经销商", "2025-12-22", "2025-12-31") > channelOn("经销商", "2025-12-02", "2025-12-11"));
}

TEST_CASE("Hangzhou's largest key account is gone from July of the last year") {
    const auto company = sample::Company::draw(1);
    const auto story = sample::Story::of(company, 2026, SampleOptions{}.days());
    const auto& lost = company.customers[static_cast<std::size_t>(story.lostCustomer)];
    const auto of = [&](const char* from, const char* to, bool onlyLost) {
        return sumOf(manyLines(), [&](const OrderLine& line) {
            return line.city == "杭州" && line.channel == "KA卖场" && line.date >= from && line.date <= to &&
                   (!onlyLost || line.customerId == lost.id);
        });
    };
    // 1 of 1 + 1/2 + 1/3 + 1/4 + 1/5: 43.8 % of its rep's orders
    CHECK(ratio(of("2025-01-01", "2025-06-30", true), of("2025-01-01", "2025-06-30", false)) ==
          Approx(0.438).margin(0.06));
    CHECK(of("2025-07-01", "2025-12-31", true) == 0);
    CHECK(ratio(of("2025-07-01", "2025-12-31", false), of("2024-07-01", "2024-12-31", false)) < 0.8);
}

TEST_CASE("the promotion is a spike with a discount, then a hangover") {
    const auto of = [&](const char* from, const char* to, bool margin) {
        std::int64_t sum = 0;
        for (const OrderLine& line : manyLines())
            if (line.region == "华南" && line.productLine == "净水器" && line.date >= from && line.date <= to)
                sum += margin ? line.marginFen : line.amountFen;
        return sum;
    };
    const std::int64_t before = of("2025-03-24", "2025-04-06", false), during = of("2025-04-07", "2025-04-20", false);
    const std::int64_t after = of("2025-04-21", "2025-06-01", false) / 3;
    CHECK(ratio(during, before) > 1.6);
    CHECK(ratio(after, before) < 0.85);
    CHECK(ratio(of("2025-04-07", "2025-04-20", true), during) <
          ratio(of("2025-03-24", "2025-04-06", true), before) - 0.03);
}

TEST_CASE("the Southwest sells no dishwashers for six weeks") {
    const auto of = [&](const char* from, const char* to) {
        return sumOf(manyLines(), [&](const OrderLine& line) {
            return line.region == "西南" && line.productLine == "洗碗机" && line.date >= from && line.date <= to;
        });
    };
    CHECK(ratio(of("2025-09-08", "2025-10-19"), of("2025-07-28", "2025-09-07")) < 0.12);
    CHECK(ratio(of("2025-10-20", "2025-11-30"), of("2025-07-28", "2025-09-07")) > 0.7);
}

TEST_CASE("the Northeast misses in the last twenty days, whenever the data ends") {
    SampleOptions options = sized(200'000);
    options.asOf = dayFromCivil({2026, 6, 14});
    const auto lines = allLines(options);
    const auto share = [&](const char* from, const char* to) {
        const auto in = [&](const OrderLine& line) { return line.date >= from && line.date <= to; };
        return ratio(sumOf(lines, [&](const OrderLine& line) { return in(line) && line.region == "东北"; }),
                     sumOf(lines, in));
    };
    CHECK(share("2026-05-26", "2026-06-14") < 0.75 * share("2026-04-25", "2026-05-25"));
}

TEST_CASE("a busy day of the whole company stays within 32 bits") {
    const auto company = sample::Company::draw(7);
    const DayRange days{dayFromCivil({2032, 1, 1}), dayFromCivil({2035, 12, 31})};
    const auto story = sample::Story::of(company, 2035, days);
    const sample::Demand demand(company, story, 7, days);
    sample::DayDemand day;
    std::uint32_t most = 0;
    for (Day d = days.first; d <= days.last; ++d) {
        demand.of(d, day);
        REQUIRE(std::is_sorted(day.repUpTo.begin(), day.repUpTo.end()));
        most = std::max(most, day.total);
    }
    CHECK(most < 1'500'000'000U);
    CHECK(most > 100'000'000U);
}
