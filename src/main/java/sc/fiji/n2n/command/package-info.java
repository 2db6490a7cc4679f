/** The commands: parameters and a few lines that hand over to the rest; the bridge to plain ImageJ. */
package sc.fiji.n2n.command;
