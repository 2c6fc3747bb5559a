package io.headgate.ingest.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/** Makes the records of {@link SocialInput}, a few of them such that no row can be made of them. */
final class SocialRecords implements Iterator<DemoRecord> {

    private static final double SHARE_OF_PEOPLE = 0.45;
    private static final double SHARE_OF_NEW_PEOPLE = 0.45;
    private static final double SHARE_OF_LEAVING_PEOPLE = 0.08;
    private static final int ONE_BAD_RECORD_IN = 2_000;
    private static final int VECTOR_SIZE = 8;

    private static final Instant EPOCH = Instant.parse("2019-01-01T00:00:00Z");
    private static final LocalDate OLDEST_BIRTHDAY = LocalDate.of(1940, 1, 1);
    private static final int BIRTHDAYS = 25_000;

    private static final List<String> FIRST_NAMES = List.of(
            "Ada",
            "Alan",
            "Barbara",
            "Chinua",
            "Dorothy",
            "Edsger",
            "Frances",
            "Grace",
            "Hedy",
            "José",
            "Katherine",
            "Łukasz",
            "Margaret",
            "Niklaus",
            "Özlem",
            "Радия",
            "Shafi",
            "Tim",
            "Yukihiro",
            "Zoë",
            "美咲",
            "محمد");
    private static final List<String> LAST_NAMES = List.of(
            "Allen",
            "Dijkstra",
            "Goldwasser",
            "Hamilton",
            "Hopper",
            "Johnson",
            "Kay",
            "Lamarr",
            "Liskov",
            "Lovelace",
            "Matsumoto",
            "Nuñez",
            "O'Neil",
            "Perlman",
            "Turing",
            "Vaughan",
            "Wirth",
            "Yılmaz",
            "佐藤");
    private static final List<String> PLANS = List.of("free", "plus", "pro");
    private static final List<String> TAGS =
            List.of("art", "chess", "climbing", "cooking", "films", "graphs", "history", "music", "rivers", "trains");

    private final SplittableRandom random;
    private final long records;
    private final JsonBytes json = new JsonBytes();
    private final PeopleInside people;
    private long made;

    SocialRecords(long records, long seed) {
        this.records = records;
        this.random = new SplittableRandom(seed);
        this.people = new PeopleInside(random);
    }

    @Override
    public boolean hasNext() {
        return made < records;
    }

    @Override
    public DemoRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + records + " records have been made");
        }
        made++;
        if (people.count() < 2) {
            return person(people.join());
        }
        if (random.nextInt(ONE_BAD_RECORD_IN) == 0) {
            return badPerson(people.any());
        }
        if (random.nextDouble() >= SHARE_OF_PEOPLE) {
            return follow(people.any(), people.popular());
        }
        double what = random.nextDouble();
        if (what < SHARE_OF_NEW_PEOPLE) {
            return person(people.join());
        }
        return what < SHARE_OF_NEW_PEOPLE + SHARE_OF_LEAVING_PEOPLE
                ? DemoRecord.of(SocialInput.PEOPLE, key(people.leave()), null)
                : person(people.any());
    }

    private DemoRecord person(long number) {
        byte[] value = json.object(fields -> {
            fields.writeStringField("id", key(number));
            fields.writeStringField("name", pick(FIRST_NAMES) + " " + pick(LAST_NAMES));
            fields.writeStringField("plan", pick(PLANS));
            fields.writeBooleanField("active", random.nextInt(10) > 0);
            fields.writeStringField("joined", EPOCH.plusSeconds(number * 977).toString());
            if (random.nextInt(3) > 0) {
                fields.writeStringField(
                        "born",
                        OLDEST_BIRTHDAY.plusDays(random.nextInt(BIRTHDAYS)).toString());
            }
            fields.writeNumberField("visits", random.nextLong(1_000_000));
            fields.writeNumberField("score", random.nextInt(100_000) / 1_000.0);
            fields.writeArrayFieldStart("tags");
            for (int i = random.nextInt(4); i > 0; i--) {
                fields.writeString(pick(TAGS));
            }
            fields.writeEndArray();
            if (random.nextInt(2) == 0) {
                fields.writeArrayFieldStart("interests");
                for (int i = 0; i < VECTOR_SIZE; i++) {
                    fields.writeNumber((random.nextInt(257) - 128) / 128f);
                }
                fields.writeEndArray();
            }
        });
        return DemoRecord.of(SocialInput.PEOPLE, key(number), value);
    }

    private DemoRecord follow(long follower, long followed) {
        byte[] value = json.object(fields -> {
            fields.writeStringField("src", key(follower));
            fields.writeStringField("dst", key(followed));
            fields.writeStringField("since", EPOCH.plusMillis(made * 1_361).toString());
            fields.writeBooleanField("close", random.nextInt(5) == 0);
            if (random.nextBoolean()) {
                fields.writeNumberField("weight", random.nextInt(1025) / 1024f);
            }
        });
        return DemoRecord.of(SocialInput.FOLLOWS, key(follower), value);
    }

    private DemoRecord badPerson(long number) {
        String id = key(number);
        String value = switch (random.nextInt(5)) {
            case 0 -> "{\"id\":\"" + id + "\",\"name\":\"Cut Sho";
            case 1 -> "[\"" + id + "\"]";
            case 2 -> "{\"id\":\"" + id + "\",\"plan\":\"free\",\"active\":true}";
            case 3 -> complete(id, "\"platinum\"", "true");
            default -> complete(id, "\"pro\"", "\"maybe\"");
        };
        return DemoRecord.of(SocialInput.PEOPLE, id, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String complete(String id, String plan, String active) {
        return "{\"id\":\"" + id + "\",\"name\":\"No Body\",\"plan\":" + plan + ",\"active\":" + active
                + ",\"joined\":\"2020-02-02T02:02:02Z\",\"visits\":0,\"score\":0.0,\"tags\":[]}";
    }

    private static String key(long number) {
        return "p" + number;
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
