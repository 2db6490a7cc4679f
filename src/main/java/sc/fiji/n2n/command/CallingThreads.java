package sc.fiji.n2n.command;

import java.util.ArrayList;
import java.util.List;

import org.scijava.thread.ThreadService;

/** The threads that wait for this one: in Fiji a command runs on another thread than the macro. */
final class CallingThreads {

	private CallingThreads() {}

	/** The thread that called this one, the one that called that, and so on. */
	static List<Thread> of(final ThreadService threads) {
		final List<Thread> callers = new ArrayList<>();
		Thread thread = threads.getParent(Thread.currentThread());
		while (thread != null && !callers.contains(thread)) {
			callers.add(thread);
			thread = threads.getParent(thread);
		}
		return callers;
	}
}
