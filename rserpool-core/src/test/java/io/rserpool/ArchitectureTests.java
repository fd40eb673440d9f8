package io.rserpool;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Holds the shape of the core: package order, no Spring, machines free of clock, threads
 * and sockets.
 */
class ArchitectureTests {

	private static final String[] MACHINES = { "io.rserpool.handlespace..", "io.rserpool.enrp..", "io.rserpool.asap..",
			"io.rserpool.session..", "io.rserpool.machine.." };

	/** Each package may use only those before it. */
	private static final String[] ORDER = { "io.rserpool.wire..", "io.rserpool.event..", "io.rserpool.machine..",
			"io.rserpool.handlespace..", "io.rserpool.enrp..", "io.rserpool.asap..", "io.rserpool.session..",
			"io.rserpool.transport..", "io.rserpool" };

	private static final JavaClasses CORE = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.rserpool");

	@Test
	void packagesUseOnlyThoseBeforeThem() {
		for (int i = 0; i < ORDER.length - 1; i++) {
			String[] later = java.util.Arrays.copyOfRange(ORDER, i + 1, ORDER.length);
			check(noClasses().that()
				.resideInAPackage(ORDER[i])
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(later));
		}
	}

	@Test
	void packagesHaveNoCycles() {
		check(slices().matching("io.rserpool.(*)..").should().beFreeOfCycles());
	}

	@Test
	void coreKnowsNoSpring() {
		check(noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "jakarta..", "tools.jackson..", "io.micrometer.."));
	}

	@Test
	void machinesHaveNoClock() {
		check(noClasses().that()
			.resideInAnyPackage(MACHINES)
			.should()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(System.class, "nanoTime")
			.orShould()
			.callMethod(java.time.Instant.class, "now")
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(java.time.Clock.class));
	}

	@Test
	void machinesHaveNoThreads() {
		check(noClasses().that()
			.resideInAnyPackage(MACHINES)
			.should()
			.dependOnClassesThat()
			.areAssignableTo(Thread.class)
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(java.util.concurrent.Executor.class)
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(java.util.concurrent.CompletionStage.class));
	}

	@Test
	void machinesHaveNoSockets() {
		check(noClasses().that()
			.resideInAnyPackage(MACHINES)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.netty..", "java.nio.channels..")
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(java.net.Socket.class)
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(java.net.ServerSocket.class));
	}

	@Test
	void machinesDrawNoRandomnessOfTheirOwn() {
		check(noClasses().that()
			.resideInAnyPackage(MACHINES)
			.should()
			.dependOnClassesThat()
			.areAssignableTo(java.util.Random.class)
			.orShould()
			.callMethod(Math.class, "random")
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(java.util.concurrent.ThreadLocalRandom.class));
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(CORE);
	}

}
