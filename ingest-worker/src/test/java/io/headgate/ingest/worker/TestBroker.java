package io.headgate.ingest.worker;

import io.headgate.ingest.broker.EmbeddedKafka;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;

/**
 * A broker as tests know it: an address, and what clients can do there. Others may use it as well, so whatever a test makes has a
 * {@link #mark} in its name, and {@link #clear} removes what has one. Thread-safe.
 */
public final class TestBroker {
    /** System property: {@code bootstrap.servers} of the broker that tests use instead of starting one. */
    public static final String BOOTSTRAP = "headgate.kafka.bootstrap";

    private final String bootstrapServers;
    private final Set<String> marks = ConcurrentHashMap.newKeySet();
    private final Map<ConfigResource, String> configured = new ConcurrentHashMap<>();

    private TestBroker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    static TestBroker at(String bootstrapServers) {
        return new TestBroker(bootstrapServers);
    }

    static TestBroker of(EmbeddedKafka broker) {
        return at(broker.bootstrapServers());
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** A part of a name that nobody else has. */
    String mark() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        marks.add(mark);
        return mark;
    }

    /** Creates a topic, as often replicated as the broker thinks right, and returns when clients can see it. */
    void createTopic(String name, int partitions) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
        ask(admin -> admin.createTopics(List.of(topic)).all().get());
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptionsMatching(e -> e.getCause() instanceof UnknownTopicOrPartitionException)
                .until(() -> ask(admin -> admin.describeTopics(List.of(name))
                                .allTopicNames()
                                .get())
                        .containsKey(name));
    }

    /** As long as is wanted, or what a setting of the broker demands at least. */
    Duration atLeast(String setting, Duration wanted) {
        return ask(admin -> {
            Node node = admin.describeCluster().nodes().get().iterator().next();
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
            String least = admin.describeConfigs(List.of(broker))
                    .all()
                    .get()
                    .get(broker)
                    .get(setting)
                    .value();
            return Duration.ofMillis(Math.max(wanted.toMillis(), Long.parseLong(least)));
        });
    }

    /** Sets what the broker knows of a group. */
    void configureGroup(String group, String setting, String value) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        configured.put(resource, setting);
        ask(admin -> alter(admin, resource, new ConfigEntry(setting, value), OpType.SET));
    }

    /** Removes what has a mark in its name: topics, whoever created them, and groups without members. */
    void clear() {
        ask(admin -> {
            for (String topic : marked(admin.listTopics().names().get())) {
                unless(admin.deleteTopics(List.of(topic)).all(), List.of(UnknownTopicOrPartitionException.class));
            }
            Collection<GroupListing> groups = admin.listGroups().all().get();
            for (String group :
                    marked(groups.stream().map(GroupListing::groupId).toList())) {
                // One that still has a member that was killed is forgotten by Kafka itself.
                unless(
                        admin.deleteConsumerGroups(List.of(group)).all(),
                        List.of(GroupIdNotFoundException.class, GroupNotEmptyException.class));
            }
            for (Map.Entry<ConfigResource, String> setting : configured.entrySet()) {
                alter(admin, setting.getKey(), new ConfigEntry(setting.getValue(), ""), OpType.DELETE);
            }
            return marks;
        });
        configured.clear();
        marks.clear();
    }

    <T> T ask(Question<T> question) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return question.of(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What only its administrator may ask of a broker. */
    interface Question<T> {
        T of(Admin admin) throws ExecutionException, InterruptedException;
    }

    private List<String> marked(Collection<String> names) {
        return names.stream()
                .filter(name -> marks.stream().anyMatch(name::contains))
                .toList();
    }

    private static Void alter(Admin admin, ConfigResource resource, ConfigEntry entry, OpType operation)
            throws ExecutionException, InterruptedException {
        return admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(entry, operation))))
                .all()
                .get();
    }

    /** Waits for it, whether it is done or there was one of these reasons not to. */
    private static void unless(KafkaFuture<Void> done, List<Class<? extends Exception>> reasons)
            throws ExecutionException, InterruptedException {
        try {
            done.get();
        } catch (ExecutionException e) {
            if (reasons.stream().noneMatch(reason -> reason.isInstance(e.getCause()))) {
                throw e;
            }
        }
    }
}
