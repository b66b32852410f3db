using Fuzz;
using SharpFuzz;

// <target> under a fuzzer, which feeds standard input; <target> <file>... to run what it found again; seeds <folder> to write what to begin with.
switch (args)
{
    case ["seeds", var folder]:
        Seeds.Write(folder);
        return 0;
    case [var name] when Targets.All.TryGetValue(name, out var target):
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            target(bytes.ToArray());
        });
        return 0;
    case [var name, .. var files] when files.Length > 0 && Targets.All.TryGetValue(name, out var target):
        foreach (var file in files)
        {
            Console.WriteLine(file);
            target(File.ReadAllBytes(file));
        }

        return 0;
    default:
        Console.Error.WriteLine($"Usage: Fuzz <{string.Join('|', Targets.All.Keys)}> [file...] | Fuzz seeds <folder>");
        return 1;
}
