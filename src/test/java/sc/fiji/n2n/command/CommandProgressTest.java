package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.app.DefaultStatusService;
import org.scijava.app.event.StatusEvent;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;

import ij.IJ;

class CommandProgressTest {

	private static final long SECOND = 1_000_000_000L;

	private final Context context = new Context(ImmediateStatus.class, TaskService.class, LogService.class);
	private final List<String> shown = context.service(ImmediateStatus.class).messages;
	private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
	private final List<?> subscription = context.service(EventService.class).subscribe(this);
	private volatile Task task;
	private long now;

	@AfterEach
	void dispose() {
		assertFalse(subscription.isEmpty());
		context.dispose();
	}

	@Test
	void showsTenTimesASecondAtMost() {
		try (CommandProgress progress = progress(false)) {
			for (int i = 0; i < 1000; i++) {
				now += SECOND / 1000;
				progress.update("Training", i / 10000.0);
			}
		}
		final long count = shown.stream().filter(words -> words.startsWith("Training")).count();
		assertTrue(count >= 9 && count <= 11, shown::toString);
	}

	@Test
	void tellsTheRemainingTime() {
		try (CommandProgress progress = progress(false)) {
			now += 10 * SECOND;
			progress.update("Training", 0.5);
			assertTrue(shown.contains("Training, 10 s left"), shown::toString);
			assertEquals("Training, 10 s left", task.getStatusMessage());
			assertEquals(0.5, (double) task.getProgressValue() / task.getProgressMaximum());
		}
		assertTrue(task.isDone());
	}

	@Test
	void logsNowAndThenWithoutAWindow() {
		context.service(LogService.class).addLogListener(message -> logged.add(message.text()));
		try (CommandProgress progress = progress(true)) {
			for (int i = 0; i < 1000; i++) {
				now += SECOND / 10;
				progress.update("Training", i / 1000.0);
			}
		}
		assertTrue(logged.size() >= 8 && logged.size() <= 20, logged::toString);
		assertTrue(logged.get(0).startsWith("Training, "), logged::toString);
	}

	@Test
	void isStoppedByTheTaskByEscapeAndByTheCommand() {
		try (CommandProgress progress = progress(false)) {
			assertFalse(progress.isCanceled());
			task.cancel("test");
			assertTrue(progress.isCanceled());
		}
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		try (CommandProgress progress = progress(false)) {
			assertFalse(progress.isCanceled(), "an Escape from before the run");
			IJ.setKeyDown(KeyEvent.VK_ESCAPE);
			assertTrue(progress.isCanceled());
		}
		try (CommandProgress progress = progress(false)) {
			progress.cancel();
			assertTrue(progress.isCanceled());
		}
		IJ.resetEscape();
	}

	private CommandProgress progress(final boolean headless) {
		return new CommandProgress(context, "Test", headless, () -> now);
	}

	@EventHandler
	private void onEvent(final TaskEvent event) {
		task = event.getTask();
	}

	/** Keeps messages at once: the one of SciJava hands them to other threads, and nobody knows when they arrive. */
	public static class ImmediateStatus extends DefaultStatusService {

		final List<String> messages = new ArrayList<>();

		@Override
		protected void publish(final StatusEvent event) {
			if (event.getStatusMessage() != null) messages.add(event.getStatusMessage());
		}
	}
}
