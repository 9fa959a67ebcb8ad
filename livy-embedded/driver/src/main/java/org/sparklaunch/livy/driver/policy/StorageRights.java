package org.sparklaunch.livy.driver.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/** Finds the rights that the paths, formats and options of a command demand. */
final class StorageRights {
    private final LogicalPlan command;
    private final String type;
    private final List<RequiredRight> needs;

    /** Takes the list that the rights are added to. */
    StorageRights(LogicalPlan command, List<RequiredRight> needs) {
        this.command = command;
        this.type = command.getClass().getSimpleName();
        this.needs = needs;
    }

    /** Returns the format that a command names, or Hive's. */
    String format() {
        return SparkFields.has(command, "provider")
                ? SparkFields.optional(command, "provider")
                        .map(Object::toString)
                        .orElse("hive")
                : "hive";
    }

    /** A catalog plugin takes the path of a namespace as one of its properties. */
    void addNamespace(Object properties) {
        for (Object entry : SparkFields.list(properties)) {
            scala.Tuple2<?, ?> property = (scala.Tuple2<?, ?>) entry;
            if (property._1().toString().equalsIgnoreCase("location")) {
                addPlace(property._2().toString());
            }
        }
    }

    void addStorage(CatalogStorageFormat storage, String format) {
        SparkFields.optional(storage.locationUri()).ifPresent(uri -> {
            String place = ResourceNames.location((java.net.URI) uri) instanceof Resource.Location location
                    ? location.path()
                    : "";
            addPlace(type.equals("InsertIntoHiveDirCommand") ? localPath(place) : place);
            addInferred(format, place, storage.properties());
        });
        addOptions(storage.properties(), format);
        Stream.of(storage.inputFormat(), storage.outputFormat(), storage.serde())
                .flatMap(name -> SparkFields.optional(name).stream())
                .map(Object::toString)
                .filter(name -> !HiveClasses.isHarmless(name))
                .forEach(name -> needs.add(new RequiredRight.Never(
                        "a SERDE, INPUTFORMAT or OUTPUTFORMAT that is not one of Hive's file formats")));
    }

    void addProvider(Optional<Object> provider) {
        provider.flatMap(name -> ResourceNames.source(name.toString())).ifPresent(source -> {
            needs.add(new RequiredRight.Have(Right.READ, source));
            if (!type.equals("CreateTempViewUsing")) {
                needs.add(new RequiredRight.Have(Right.WRITE, source));
            }
        });
    }

    void addOptions(Object options, String format) {
        for (Object entry : SparkFields.list(options)) {
            scala.Tuple2<?, ?> option = (scala.Tuple2<?, ?>) entry;
            String key = option._1().toString().toLowerCase(Locale.ROOT);
            if (key.equals("path") && option._2() instanceof String path) {
                addPlace(path);
                addInferred(format, path, options);
            } else {
                needs.add(SourceOptions.demand(format, key, String.valueOf(option._2())));
            }
        }
    }

    /** Spark keeps a table's format and a view's text among its properties, and gives others to Hadoop. */
    void addProperties(Object properties) {
        for (Object entry : SparkFields.list(properties)) {
            scala.Tuple2<?, ?> property = (scala.Tuple2<?, ?>) entry;
            String key = property._1().toString().toLowerCase(Locale.ROOT);
            if (key.startsWith("spark.sql.") || key.startsWith("view.")) {
                needs.add(new RequiredRight.Never("property " + key + ", which Spark maintains,"));
            } else {
                needs.add(SourceOptions.demand(SourceOptions.TABLE, key, String.valueOf(property._2())));
            }
        }
    }

    /** A user who sets the path of a table or database can read and change what is there. */
    void addPlace(String place) {
        if (type.equals("CreateTempViewUsing")) {
            needs.addAll(RawLocation.ofPattern(place));
            needs.add(new RequiredRight.Behind(place, List.of(Right.READ)));
        } else {
            Right[] rights = CommandTypes.CHANGING.contains(type)
                    ? new Right[] {Right.READ, Right.WRITE}
                    : new Right[] {Right.READ};
            needs.addAll(RawLocation.ofPlace(place, rights));
            needs.add(new RequiredRight.Behind(place, List.of(rights)));
        }
    }

    /** Spark infers the columns of a table or view without declared ones from its files. */
    private void addInferred(String format, String place, Object options) {
        if (isParquet(format) && type.startsWith("Create")) {
            boolean selecting = SparkFields.list(options).stream()
                    .map(option -> ((scala.Tuple2<?, ?>) option)._1().toString())
                    .anyMatch(ParquetFooters::isSelecting);
            needs.add(new RequiredRight.Inferred(place, selecting));
        }
    }

    /** Returns whether Spark takes the columns of a format from the footers of its files. */
    static boolean isParquet(String format) {
        return format.equalsIgnoreCase("parquet");
    }

    /** Returns a path with its scheme if the command names a file of this machine. */
    String localPath(String path) {
        boolean local = (Boolean) SparkFields.get(command, "isLocal");
        return local && path.startsWith("/") ? "file:" + path : path;
    }
}
