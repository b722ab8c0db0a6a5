package afterimage.store.aggregate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Sources that are compiled while a test runs, and class loaders that give the classes.
record Compiled(Path folder) {

  /// @param sources by the name of the class
  static Compiled of(Path folder, Map<String, String> sources) throws IOException {
    Files.createDirectories(folder);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter out = new StringWriter();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, source) -> files.add(new Source(name, source)));
    List<String> options =
        List.of(
            "-d",
            folder.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-parameters",
            "-proc:none");
    if (!compiler.getTask(out, null, null, options, null, files).call()) {
      throw new IllegalArgumentException(out.toString());
    }
    return new Compiled(folder);
  }

  URLClassLoader fromFolder() throws IOException {
    return loader(folder.toUri());
  }

  URLClassLoader fromJar() throws IOException {
    Path jar = folder.resolveSibling(folder.getFileName() + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> classes = Files.walk(folder)) {
      for (Path path : classes.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(folder.relativize(path).toString().replace('\\', '/')));
        Files.copy(path, out);
      }
    }
    return loader(jar.toUri());
  }

  /// As a named module that opens nothing.
  ClassLoader asModule(String name) {
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of(name));
    ModuleLayer.Controller layer =
        ModuleLayer.defineModulesWithOneLoader(
            configuration, List.of(ModuleLayer.boot()), Compiled.class.getClassLoader());
    Module module = layer.layer().findModule(name).orElseThrow();
    layer.addReads(module, Compiled.class.getModule());
    return module.getClassLoader();
  }

  /// Gives classes, and no class files.
  ClassLoader fromNowhere() {
    return new ClassLoader(Compiled.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (InputStream in =
            Files.newInputStream(folder.resolve(name.replace('.', '/') + ".class"))) {
          byte[] bytes = in.readAllBytes();
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    };
  }

  private static URLClassLoader loader(URI place) throws MalformedURLException {
    return new URLClassLoader(new URL[] {place.toURL()}, Compiled.class.getClassLoader());
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
