using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Tsunagu.Architecture.Tests;

/// <summary>Compiled types of one project and the assemblies that the compiler kept as references.</summary>
internal sealed record CompiledCode(string Project, IReadOnlyList<TypeDefinition> Types, IReadOnlyList<string> References)
{
    /// <summary>The built assembly of a product project. It lies beside the tests because they reference Host and Tools.</summary>
    public static CompiledCode Of(ProjectFile project)
    {
        var path = Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll");
        if (!File.Exists(path))
            throw new InvalidOperationException($"{project.Path}: {project.AssemblyName}.dll is not beside the tests. Reference it from Tsunagu.Host, Tsunagu.Tools or Tsunagu.Architecture.Tests.");
        var module = ModuleDefinition.ReadModule(path);
        return new CompiledCode(project.Name, [.. module.GetTypes()], [.. module.AssemblyReferences.Select(reference => reference.Name)]);
    }

    /// <summary>Fixture types of this test assembly (nested and compiler-made ones too), passed off as code of <paramref name="project"/>.</summary>
    public static CompiledCode Pretend(string project, Type fixture)
    {
        var module = ModuleDefinition.ReadModule(typeof(CompiledCode).Assembly.Location);
        var name = fixture.FullName!.Replace('+', '/');
        var types = module.GetTypes().Where(type => type.FullName == name || type.FullName.StartsWith(name + "/", StringComparison.Ordinal)).ToList();
        return new CompiledCode(project, types, []);
    }

    /// <summary>An assembly of this name with these references, written and read back by the same reader as the real ones.</summary>
    public static CompiledCode Pretend(string project, params string[] references)
    {
        using var written = new MemoryStream();
        using (var assembly = AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition(project, new Version(1, 0)), project, ModuleKind.Dll))
        {
            foreach (var reference in references) assembly.MainModule.AssemblyReferences.Add(new AssemblyNameReference(reference, new Version(1, 0)));
            assembly.Write(written);
        }

        written.Position = 0;
        var module = ModuleDefinition.ReadModule(written);
        return new CompiledCode(project, [.. module.GetTypes()], [.. module.AssemblyReferences.Select(reference => reference.Name)]);
    }

    /// <summary>Every member of another type that a method body names: calls, delegates, constructors, fields.</summary>
    public IEnumerable<(string Where, string Member)> MembersUsed() =>
        Instructions()
            .Where(at => at.Instruction.Operand is MemberReference and not TypeReference)
            .Select(at => (at.Where, Member: (MemberReference)at.Instruction.Operand))
            .Where(at => at.Member.DeclaringType is not null)
            .Select(at => (at.Where, $"{at.Member.DeclaringType.GetElementType().FullName}::{at.Member.Name}"));

    /// <summary>String literals in method bodies and constants.</summary>
    public IEnumerable<(string Where, string Text)> Literals() =>
        Instructions()
            .Where(at => at.Instruction.OpCode == OpCodes.Ldstr)
            .Select(at => (at.Where, (string)at.Instruction.Operand))
            .Concat(Types.SelectMany(type => type.Fields).Where(field => field.Constant is string).Select(field => (field.FullName, (string)field.Constant)));

    /// <summary>Full names of the types that signatures, fields and bodies name.</summary>
    public IEnumerable<(string Where, string Type)> TypesUsed()
    {
        foreach (var type in Types)
        {
            if (type.BaseType is not null) yield return (type.FullName, type.BaseType.GetElementType().FullName);
            foreach (var implemented in type.Interfaces) yield return (type.FullName, implemented.InterfaceType.GetElementType().FullName);
            foreach (var field in type.Fields)
                foreach (var part in Parts(field.FieldType)) yield return (field.FullName, part);
            foreach (var method in type.Methods)
                foreach (var part in method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType).SelectMany(Parts))
                    yield return (method.FullName, part);
        }

        foreach (var (where, instruction) in Instructions())
        {
            var used = instruction.Operand switch
            {
                TypeReference type => type,
                MemberReference member => member.DeclaringType,
                _ => null,
            };
            if (used is null) continue;
            foreach (var part in Parts(used)) yield return (where, part);
        }
    }

    private static IEnumerable<string> Parts(TypeReference type)
    {
        yield return type.GetElementType().FullName;
        if (type is GenericInstanceType generic)
            foreach (var part in generic.GenericArguments.SelectMany(Parts)) yield return part;
    }

    private IEnumerable<(string Where, Instruction Instruction)> Instructions() =>
        from type in Types
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        select (method.FullName, instruction);
}
