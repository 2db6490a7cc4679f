package sc.fiji.n2n;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The walls between the packages, as docs/architecture.md draws them. */
class ArchitectureTest {

	private static final String ROOT = "sc.fiji.n2n";
	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

	@Test
	void configKnowsTheJdkOnly() {
		classes().that().resideInAPackage(ROOT + ".config").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java..", ROOT + ".config").check(CLASSES);
	}

	@Test
	void ioKnowsTheJdkOnly() {
		classes().that().resideInAPackage(ROOT + ".io").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java..", ROOT + ".io").check(CLASSES);
	}

	@Test
	void zarrKnowsCodecsAndJsonOnly() {
		classes().that().resideInAPackage(ROOT + ".zarr").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "com.google.gson..", "com.scalableminds..", "com.github.luben..", ROOT + ".zarr").check(CLASSES);
	}

	@Test
	void onlyZarrKnowsItsCodecs() {
		noClasses().that().resideOutsideOfPackage(ROOT + ".zarr").should().dependOnClassesThat()
		.resideInAnyPackage("com.scalableminds..", "com.github.luben..").check(CLASSES);
	}

	@Test
	void modelsKnowNoEngineAndNoImage() {
		classes().that().resideInAPackage(ROOT + ".model").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "javax.imageio..", "com.google.gson..", ROOT + ".model", ROOT + ".config", ROOT + ".train", ROOT + ".search", ROOT + ".io").check(CLASSES);
	}

	@Test
	void tileKnowsImgLibOnly() {
		classes().that().resideInAPackage(ROOT + ".tile").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "net.imglib2..", ROOT + ".tile").check(CLASSES);
	}

	@Test
	void noiseKnowsImgLibAndMathOnly() {
		classes().that().resideInAPackage(ROOT + ".noise").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "net.imglib2..", "org.apache.commons.math3..", ROOT + ".noise", ROOT + ".tile").check(CLASSES);
	}

	@Test
	void kspaceKnowsMathOnly() {
		classes().that().resideInAPackage(ROOT + ".kspace").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java.lang..", "java.util..", "org.apache.commons.math3..", ROOT + ".kspace").check(CLASSES);
	}

	@Test
	void theAlgorithmKnowsNeitherDialogsNorFilesNorDjl() {
		classes().that().resideInAPackage(ROOT + ".denoise").should()
		.onlyDependOnClassesThat().resideInAnyPackage("java.lang..", "java.util..", "net.imglib2..", ROOT + ".denoise", ROOT + ".tile", ROOT + ".config",
			ROOT + ".noise").check(CLASSES);
	}

	@Test
	void trustKnowsNeitherImagesNorFilesNorDjl() {
		classes().that().resideInAPackage(ROOT + ".trust").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java.lang..", "java.util..", "net.imglib2..", "org.apache.commons.math3..", ROOT + ".trust", ROOT + ".tile", ROOT + ".noise", ROOT +
			".denoise").check(CLASSES);
	}

	@Test
	void trainingKnowsNeitherDialogsNorFilesNorDjl() {
		classes().that().resideInAPackage(ROOT + ".train").should()
		.onlyDependOnClassesThat().resideInAnyPackage("java.lang..", "java.util..", ROOT + ".train", ROOT + ".pairs", ROOT + ".denoise", ROOT + ".config")
		.check(CLASSES);
	}

	@Test
	void theSearchKnowsNeitherDialogsNorFilesNorDjl() {
		classes().that().resideInAPackage(ROOT + ".search").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java.lang..", "java.util..", "java.math..", ROOT + ".search", ROOT + ".train", ROOT + ".pairs", ROOT + ".denoise", ROOT + ".config").check(
			CLASSES);
	}

	@Test
	void pairsKnowNeitherFilesNorTraining() {
		classes().that().resideInAPackage(ROOT + ".pairs").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java.lang..", "java.util..", "java.math..", "net.imglib2..", ROOT + ".pairs", ROOT + ".tile",
			ROOT + ".config", ROOT + ".noise", ROOT + ".denoise", ROOT + ".kspace").check(CLASSES);
	}

	@Test
	void racesKnowNeitherImagesNorNetworks() {
		classes().that().resideInAPackage(ROOT + ".race").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java.lang..", "java.util..", "net.imglib2..", "org.apache.commons.math3..", ROOT + ".race", ROOT + ".noise", ROOT + ".denoise", ROOT +
			".trust").check(CLASSES);
	}

	@Test
	void diagnosisKnowsNeitherFilesNorWindows() {
		classes().that().resideInAPackage(ROOT + ".diagnosis").should()
		.onlyDependOnClassesThat().resideInAnyPackage("java.lang..", "java.util..", "java.math..", "net.imglib2..", "org.apache.commons.math3..", ROOT + ".diagnosis",
			ROOT + ".noise", ROOT + ".denoise", ROOT + ".pairs").check(CLASSES);
	}

	@Test
	void onlyOnePackageKnowsDjl() {
		noClasses().that().resideOutsideOfPackage(ROOT + ".djl").should().dependOnClassesThat()
		.resideInAPackage("ai.djl..").check(CLASSES);
	}

	@Test
	void djlAndImageNeverMeet() {
		noClasses().that().resideInAPackage(ROOT + ".djl").should().dependOnClassesThat()
		.resideInAnyPackage(ROOT + ".image", ROOT + ".batch", ROOT + ".command", "ij..", "org.scijava..").check(CLASSES);
	}

	/** Of the tiles they know but how cells that were read are remembered. */
	@Test
	void imagesKnowNoAlgorithm() {
		noClasses().that().resideInAPackage(ROOT + ".image").should().dependOnClassesThat()
		.resideInAnyPackage(ROOT + ".djl", ROOT + ".batch", ROOT + ".command", "org.scijava..").check(CLASSES);
		noClasses().that().resideInAPackage(ROOT + ".image").should().dependOnClassesThat(resideInAPackage(ROOT + ".tile").and(not(simpleName(
			"CellCache")))).check(CLASSES);
	}

	@Test
	void batchKnowsNoEngine() {
		noClasses().that().resideInAPackage(ROOT + ".batch").should().dependOnClassesThat()
		.resideInAnyPackage(ROOT + ".djl", ROOT + ".command", "ai.djl..").check(CLASSES);
	}

	@Test
	void onlyCommandsKnowSciJava() {
		noClasses().that().resideOutsideOfPackages(ROOT + ".command", ROOT).should()
		.dependOnClassesThat().resideInAPackage("org.scijava..").check(CLASSES);
	}

	@Test
	void noCycles() {
		slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void nothingIsStaticAndChanges() {
		fields().that().areStatic().and().doNotHaveModifier(
		JavaModifier.SYNTHETIC).should().beFinal().check(CLASSES);
	}
}
