package sc.fiji.n2n;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the packages, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "sc.fiji.n2n", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

	private static final String ROOT = "sc.fiji.n2n";

	@ArchTest
	static final ArchRule configKnowsTheJdkOnly = classes().that().resideInAPackage(ROOT + ".config").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java..", ROOT + ".config");

	@ArchTest
	static final ArchRule tileKnowsImgLibOnly = classes().that().resideInAPackage(ROOT + ".tile").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "net.imglib2..", ROOT + ".tile");

	@ArchTest
	static final ArchRule noiseKnowsImgLibOnly = classes().that().resideInAPackage(ROOT + ".noise").should().onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "net.imglib2..", ROOT + ".noise", ROOT + ".tile");

	@ArchTest
	static final ArchRule theAlgorithmKnowsNeitherDialogsNorFilesNorDjl = classes().that().resideInAPackage(ROOT + ".denoise").should()
		.onlyDependOnClassesThat().resideInAnyPackage("java.lang..", "java.util..", "net.imglib2..", ROOT + ".denoise", ROOT + ".tile", ROOT + ".config",
			ROOT + ".noise");

	@ArchTest
	static final ArchRule onlyOnePackageKnowsDjl = noClasses().that().resideOutsideOfPackage(ROOT + ".djl").should().dependOnClassesThat()
		.resideInAPackage("ai.djl..");

	@ArchTest
	static final ArchRule djlAndImageNeverMeet = noClasses().that().resideInAPackage(ROOT + ".djl").should().dependOnClassesThat()
		.resideInAnyPackage(ROOT + ".image", ROOT + ".batch", ROOT + ".command", "ij..", "org.scijava..");

	@ArchTest
	static final ArchRule imagesKnowNoAlgorithm = noClasses().that().resideInAPackage(ROOT + ".image").should().dependOnClassesThat()
		.resideInAnyPackage(ROOT + ".djl", ROOT + ".batch", ROOT + ".command", ROOT + ".tile", "org.scijava..");

	@ArchTest
	static final ArchRule onlyCommandsKnowSciJava = noClasses().that().resideOutsideOfPackages(ROOT + ".command", ROOT).should()
		.dependOnClassesThat().resideInAPackage("org.scijava..");

	@ArchTest
	static final ArchRule noCycles = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule nothingIsStaticAndChanges = fields().that().areStatic().and().doNotHaveModifier(
		JavaModifier.SYNTHETIC).should().beFinal();
}
