package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.EventQueue;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.TimeUnit;

import ij.plugin.frame.Recorder;

/** ImageJ's Recorder. All on the window thread, or the two may wait for each other for ever, while a window of an image opens. */
final class OpenRecorder {

	private OpenRecorder() {}

	/** Opens it. */
	static void open() throws InterruptedException, InvocationTargetException {
		EventQueue.invokeAndWait(Recorder::new);
	}

	/** What it has recorded. */
	static String text() throws InterruptedException, InvocationTargetException {
		final String[] text = new String[1];
		EventQueue.invokeAndWait(() -> text[0] = Recorder.getInstance().getText());
		return text[0];
	}

	/** Waits until it has recorded a line, and until ImageJ has ended the command: it forgets the next command otherwise. */
	static void waitFor(final String command, final String line) throws Exception {
		for (int i = 0; i < 1200 && !(text().contains(line) && hasEnded(command)); i++)
			TimeUnit.MILLISECONDS.sleep(100);
		assertTrue(text().contains(line), text());
	}

	private static boolean hasEnded(final String command) {
		return Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().endsWith(command));
	}

	/** Closes it, if it is open. */
	static void close() {
		EventQueue.invokeLater(() -> {
			if (Recorder.getInstance() != null) Recorder.getInstance().close();
		});
	}
}
