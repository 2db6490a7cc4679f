package sc.fiji.n2n.image;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;

import ij.IJ;

/** Uses classes that are in Fiji but not in this plugin, by their names. */
final class ByName {

	private static final Map<Class<?>, Class<?>> BOXES = Map.of(int.class, Integer.class, boolean.class, Boolean.class);

	private ByName() {}

	/** A class, or null if it is not there. */
	static Class<?> find(final String name) {
		try {
			return Class.forName(name, true, IJ.getClassLoader());
		}
		catch (final ClassNotFoundException | LinkageError e) {
			return null;
		}
	}

	/**
	 * Makes an object of a class, with the constructor that takes nothing.
	 *
	 * @throws IOException if that is not possible
	 */
	static Object create(final String type) throws IOException {
		try {
			return get(type).getConstructor().newInstance();
		}
		catch (final InvocationTargetException e) {
			throw reason(e.getCause());
		}
		catch (final ReflectiveOperationException e) {
			throw unusable(e.toString(), e);
		}
	}

	/**
	 * The value of a constant.
	 *
	 * @throws IOException if there is no such constant
	 */
	static Object constant(final String type, final String name) throws IOException {
		try {
			return get(type).getField(name).get(null);
		}
		catch (final ReflectiveOperationException e) {
			throw unusable(e.toString(), e);
		}
	}

	/**
	 * Calls a public method.
	 *
	 * @param target the object, or the name of the class of a static method
	 * @param name name of the method
	 * @param arguments what it is given, none of them null
	 * @return what it returns
	 * @throws IOException with the reason, if there is no such method or it throws anything
	 */
	static Object call(final Object target, final String name, final Object... arguments) throws IOException {
		final boolean isStatic = target instanceof String;
		final Class<?> type = isStatic ? get((String) target) : target.getClass();
		for (final Method method : type.getMethods()) {
			if (!method.getName().equals(name) || !takes(method.getParameterTypes(), arguments)) continue;
			try {
				return method.invoke(isStatic ? null : target, arguments);
			}
			catch (final InvocationTargetException e) {
				throw reason(e.getCause());
			}
			catch (final IllegalAccessException e) {
				throw unusable(e.toString(), e);
			}
		}
		throw unusable("there is no " + type.getName() + "." + name, null);
	}

	private static Class<?> get(final String name) throws IOException {
		final Class<?> type = find(name);
		if (type == null) throw unusable("there is no " + name, null);
		return type;
	}

	private static boolean takes(final Class<?>[] parameters, final Object[] arguments) {
		if (parameters.length != arguments.length) return false;
		for (int i = 0; i < parameters.length; i++)
			if (!BOXES.getOrDefault(parameters[i], parameters[i]).isInstance(arguments[i])) return false;
		return true;
	}

	private static IOException unusable(final String what, final Throwable cause) {
		return new IOException("this version of Bio-Formats cannot be used: " + what, cause);
	}

	private static IOException reason(final Throwable cause) {
		// Such as no memory: reading something else instead would not help.
		if (cause instanceof VirtualMachineError error) throw error;
		if (cause.getClass().getSimpleName().equals("UnknownFormatException")) return new IOException(
			"it is not an image of a kind that Bio-Formats knows", cause);
		// The names of unchecked exceptions say more than their messages.
		final boolean plain = cause.getMessage() != null && !(cause instanceof RuntimeException) && !(cause instanceof Error);
		return new IOException("Bio-Formats cannot read it: " + (plain ? cause.getMessage() : cause), cause);
	}
}
