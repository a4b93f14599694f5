using System.Xml.Linq;
using Havel.Definitions.Generator;

if (args is not [var packagePath, var folder])
{
    Console.Error.WriteLine(
        "Usage: dotnet run --project tools/Havel.Definitions.Generator -- PACKAGE.tgz|ucum-essence.xml FOLDER");
    return 2;
}

if (!File.Exists(packagePath))
{
    Console.Error.WriteLine($"There is no file {packagePath}.");
    return 1;
}

if (packagePath.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
{
    var units = UcumFile.Write(XDocument.Load(packagePath));
    Directory.CreateDirectory(folder);
    File.WriteAllBytes(Path.Combine(folder, "ucum.bin"), units);
    Console.WriteLine($"ucum.bin: {units.Length} bytes");
    return 0;
}

var package = FhirPackage.Read(packagePath);
Directory.CreateDirectory(folder);
foreach (var (name, bytes) in DefinitionFiles.Write(package))
{
    File.WriteAllBytes(Path.Combine(folder, name), bytes);
    Console.WriteLine($"{name}: {bytes.Length} bytes");
}

return 0;
