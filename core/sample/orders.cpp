// SampleOrders: order lines as CSV text, drawn day by day from the company's demand.
#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/json_object.h"
#include "base/rng.h"
#include "sample/demand.h"
#include "sample/sample.h"

namespace sandtable {
namespace {

using namespace sample;

constexpr std::uint64_t kOrderStream = 3;
constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr std::size_t kLongestLine = 512;
constexpr char kHeader[] =
    "order_id,order_date,region,city,channel,rep,product_line,sku,customer_id,customer,quantity,amount,margin\n";

// Appends digits to a buffer that is known to be long enough; std::to_string would allocate for every field.
struct LineWriter {
    char* at;

    void text(std::string_view words) {
        std::memcpy(at, words.data(), words.size());
        at += words.size();
    }
    void character(char c) { *at++ = c; }
    void number(std::uint64_t value, int minDigits = 1) {
        char digits[20];
        int count = 0;
        while (value > 0 || count < minDigits) {
            digits[count++] = static_cast<char>('0' + value % 10);
            value /= 10;
        }
        while (count > 0) *at++ = digits[--count];
    }
    void fen(std::int64_t value) {
        if (value < 0) character('-');
        const auto magnitude = static_cast<std::uint64_t>(value < 0 ? -value : value);
        number(magnitude / 100);
        character('.');
        number(magnitude % 100, 2);
    }
};

std::int64_t roundedDivision(std::int64_t value, std::int64_t by) { return (value + by / 2) / by; }

template <class UpTo>
std::size_t indexAbove(const UpTo& upTo, std::uint32_t draw) {
    std::size_t low = 0, high = upTo.size() - 1;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (draw < upTo[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

}  // namespace

struct SampleOrders::Impl {
    explicit Impl(const SampleOptions& chosen)
        : options(chosen),
          days(chosen.days()),
          company(Company::draw(chosen.seed)),
          story(Story::of(company, chosen.year, days)),
          demand(company, story, chosen.seed, days),
          rng(chosen.seed, kOrderStream),
          day(days.first - 1) {
        spreadOverDays();
        prepareTexts();
    }

    // rowsUpTo[d]: order lines up to day d, in proportion to demand; the last entry is exactly options.rows.
    void spreadOverDays() {
        std::vector<std::uint64_t> upTo;
        std::uint64_t sum = 0;
        for (Day d = days.first; d <= days.last; ++d) {
            demand.of(d, today);
            sum += today.total / 256;  // Σ × rows stays below 2^63
            upTo.push_back(sum);
        }
        for (const std::uint64_t part : upTo)
            rowsUpTo.push_back(static_cast<std::int64_t>(part * static_cast<std::uint64_t>(options.rows) / sum));
    }

    void prepareTexts() {
        const bool english = options.language == "en";
        const auto name = [&](Words words) { return std::string(english ? words.en : words.zh); };
        for (const Rep& rep : company.reps) {
            const CityRow& city = cityRows()[static_cast<std::size_t>(rep.city)];
            repText.push_back(name(regionRows()[static_cast<std::size_t>(city.region)].name) + "," + name(city.name) +
                              "," + name(channelRows()[static_cast<std::size_t>(rep.channel)].name) + "," +
                              rep.name.in(english) + ",");
        }
        for (const ProductLineRow& line : productLineRows()) lineText.push_back(name(line.name) + ",");
        for (const Customer& customer : company.customers)
            customerText.push_back(customer.id + "," + customer.name.in(english) + ",");
    }

    bool openNextDay() {
        while (written == rowsToday) {
            if (day == days.last) return false;
            ++day;
            rowsToday = rowsUpTo[static_cast<std::size_t>(day - days.first)];
        }
        demand.of(day, today);
        ordersToday = 0;
        const CivilDate date = civilFromDay(day);
        LineWriter id{idText.data()};
        id.text("SO");
        id.number(static_cast<std::uint64_t>(date.year % 100), 2);
        id.number(static_cast<std::uint64_t>(date.month), 2);
        id.number(static_cast<std::uint64_t>(date.day), 2);
        dayText = formatIsoDay(day);
        return true;
    }

    std::size_t pickCustomer(const Rep& rep) {
        const bool lost = story.lostRep == repIndex && day >= story.lostFrom;
        const int first = lost ? 1 : 0;  // the lost account is the first, largest one of its rep
        std::uint32_t all = 0;
        for (int c = first; c < rep.customers; ++c) all += zipf(rep, c);
        std::uint32_t draw = rng.below(all);
        int chosen = first;
        while (draw >= zipf(rep, chosen)) draw -= zipf(rep, chosen++);
        return static_cast<std::size_t>(rep.firstCustomer + chosen);
    }

    std::uint32_t zipf(const Rep& rep, int customer) const {
        return static_cast<std::uint32_t>(
            company.customers[static_cast<std::size_t>(rep.firstCustomer + customer)].zipfWeight);
    }

    void writeOrder(LineWriter& out) {
        repIndex = static_cast<int>(indexAbove(today.repUpTo, rng.below(today.total)));
        const Rep& rep = company.reps[static_cast<std::size_t>(repIndex)];
        const std::size_t customer = pickCustomer(rep);
        const auto maxLines =
            static_cast<std::uint32_t>(channelRows()[static_cast<std::size_t>(rep.channel)].maxLinesPerOrder);
        const std::int64_t lines = std::min<std::int64_t>(1 + rng.below(maxLines), rowsToday - written);
        ++ordersToday;
        for (std::int64_t i = 0; i < lines; ++i) writeLine(out, rep, customer);
    }

    void writeLine(LineWriter& out, const Rep& rep, std::size_t customer) {
        const auto& lineUpTo = today.lineUpTo[static_cast<std::size_t>(repIndex)];
        const std::size_t line = indexAbove(lineUpTo, rng.below(lineUpTo.back()));
        const ProductLineRow& product = productLineRows()[line];
        std::uint32_t draw = rng.below(100);
        const ModelRow* model = product.models;
        while (draw >= static_cast<std::uint32_t>(model->weight)) draw -= static_cast<std::uint32_t>((model++)->weight);

        const std::int64_t quantity = drawQuantity(rep.channel, model->listYuan);
        const int region = cityRows()[static_cast<std::size_t>(rep.city)].region;
        const bool promoted = region == story.promotedRegion && static_cast<int>(line) == story.promotedLine &&
                              story.promotion.contains(day);
        const std::int64_t price = channelRows()[static_cast<std::size_t>(rep.channel)].pricePermille;
        const std::int64_t discount =
            static_cast<std::int64_t>(rng.below(61)) + (promoted ? kPromotionDiscountPermille : 0);
        // fen: yuan × 100 × ‰ × ‰ / 10^6
        const std::int64_t amount = roundedDivision(model->listYuan * quantity * price * (1'000 - discount), 10'000);
        const std::int64_t cost = roundedDivision(
            model->listYuan * quantity * product.costPermille * (980 + static_cast<std::int64_t>(rng.below(41))),
            10'000);

        out.text(std::string_view(idText.data(), idText.size()));
        out.character('-');
        out.number(static_cast<std::uint64_t>(ordersToday), 6);
        out.character(',');
        out.text(dayText);
        out.character(',');
        out.text(repText[static_cast<std::size_t>(repIndex)]);
        out.text(lineText[line]);
        out.text(model->sku);
        out.character(',');
        out.text(customerText[customer]);
        out.number(static_cast<std::uint64_t>(quantity));
        out.character(',');
        out.fen(amount);
        out.character(',');
        out.fen(amount - cost);
        out.character('\n');
        ++written;
    }

    // Pieces per line by channel; dear models sell in smaller numbers.
    std::int64_t drawQuantity(int channel, int listYuan) {
        std::int64_t quantity = 1;
        switch (channel) {
            case dealer:
                quantity = 3 + rng.below(10) + rng.below(12);
                if (rng.below(24) == 0) quantity *= 2;
                break;
            case keyAccount:
                quantity = 4 + rng.below(14) + rng.below(8);
                break;
            case store:
                quantity = 1 + rng.below(4);
                break;
            case project:
                quantity = 16 + rng.below(24) + rng.below(24);
                break;
            default:
                quantity = 3 + rng.below(10) + rng.below(6);
                break;
        }
        return listYuan > 4'000 ? (quantity + 1) / 2 : quantity;
    }

    SampleOptions options;
    DayRange days;
    Company company;
    Story story;
    Demand demand;
    Rng rng;
    DayDemand today;
    std::vector<std::int64_t> rowsUpTo;
    std::vector<std::string> repText, lineText, customerText;
    std::array<char, 8> idText{};
    std::string dayText;
    Day day;
    int repIndex = 0;
    std::int64_t ordersToday = 0;
    std::int64_t rowsToday = 0;  // written up to the end of `day`
    std::int64_t written = 0;
    bool headerWritten = false;
};

SampleOrders::SampleOrders(const SampleOptions& options) : impl_(std::make_unique<Impl>(options)) {}
SampleOrders::SampleOrders(SampleOrders&&) noexcept = default;
SampleOrders& SampleOrders::operator=(SampleOrders&&) noexcept = default;
SampleOrders::~SampleOrders() = default;

bool SampleOrders::next(std::string& csvChunk) {
    Impl& impl = *impl_;
    csvChunk.clear();
    if (impl.headerWritten && impl.written == impl.options.rows) return false;
    csvChunk.resize(kChunkBytes);
    LineWriter out{csvChunk.data()};
    if (!impl.headerWritten) out.text(kHeader);
    impl.headerWritten = true;
    // an order of the most lines must fit into what is left
    constexpr std::size_t kLongestOrder = 4 * kLongestLine;
    while (static_cast<std::size_t>(out.at - csvChunk.data()) < kChunkBytes - kLongestOrder) {
        if (impl.written == impl.rowsToday && !impl.openNextDay()) break;
        impl.writeOrder(out);
    }
    csvChunk.resize(static_cast<std::size_t>(out.at - csvChunk.data()));
    return true;
}

std::int64_t SampleOrders::rowsWritten() const { return impl_->written; }

Json sampleMapping() {
    return JsonObject()
        .put("columns", JsonObject()
                            .put("order_id", "order")
                            .put("order_date", "day")
                            .put("region", "region")
                            .put("city", "city")
                            .put("channel", "channel")
                            .put("rep", "rep")
                            .put("product_line", "productLine")
                            .put("sku", "sku")
                            .put("customer_id", "customer")
                            .put("customer", "customerName")
                            .put("quantity", "quantity")
                            .put("amount", "amount")
                            .put("margin", "margin"))
        .put("dateOrder", "ymd");
}

}  // namespace sandtable
