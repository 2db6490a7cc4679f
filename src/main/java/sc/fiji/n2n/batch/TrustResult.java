package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.n2n.trust.TrustCheck;
import sc.fiji.n2n.trust.Verdict;

/**
 * How far a result can be believed.
 *
 * @param imageTitle title of the noisy image
 * @param resultTitle title of the result
 * @param planes the planes that were examined
 * @param notes what to know of the examination, in sentences
 * @param info how the report and the result were made, in lines
 */
public record TrustResult(String imageTitle, String resultTitle, List<ExaminedPlane> planes, List<String> notes, String info) {

	/** Keeps copies of the lists. */
	public TrustResult {
		planes = List.copyOf(planes);
		notes = List.copyOf(notes);
	}

	/** What the report is called. */
	public String title() {
		return "Trust report of " + imageTitle;
	}

	/** The table, plane by plane. */
	public List<TrustRow> rows() {
		final List<TrustRow> rows = new ArrayList<>();
		for (final ExaminedPlane plane : planes) {
			final List<TrustCheck> checks = new ArrayList<>(plane.findings().checks());
			if (plane.spread() != null) checks.add(plane.spread().check());
			if (plane.repeat() != null) checks.addAll(plane.repeat().checks());
			checks.forEach(check -> rows.add(new TrustRow(plane.channel(), plane.slice(), check)));
		}
		return rows;
	}

	/** The worst verdict. */
	public Verdict verdict() {
		return planes.stream().map(ExaminedPlane::verdict).reduce(Verdict.PASS, Verdict::or);
	}

	/** How many checks passed, and how many did not, in words. */
	public String summary() {
		final List<TrustRow> rows = rows();
		final long look = rows.stream().filter(row -> row.check().verdict() == Verdict.LOOK).count();
		final long fail = rows.stream().filter(row -> row.check().verdict() == Verdict.FAIL).count();
		return rows.size() - look - fail + " checks pass, " + look + " to look at, " + fail + " fail";
	}
}
